"""The makers of the synthetic sample deliveries: one module per situation and one per kind of data.

Everything here invents data from a seed; nothing here is used by koers itself and nothing of koers is imported, so that a mistake in
the product cannot hide behind the same mistake in its samples.
"""
