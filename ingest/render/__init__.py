"""What is generated from the contracts: the dbt sources file, the data dictionary, the supplier guide and the XLSX template."""
