-- The levels, and after them why a score is absent, in the words that the delivery zrm reads.
select * from (values
    (1, '1', null), (2, '2', null), (3, '3', null), (4, '4', null), (5, '5', null),
    (6, 'onbesproken', 'niet_besproken'), (7, 'nvt', 'nvt'), (8, 'onbekend', 'onbekend')
) as n(id, niveau, reden)
