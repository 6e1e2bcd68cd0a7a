{# Where SQL dialects differ. Everything else in this project is written so that DuckDB and Spark read it alike. #}

{% macro sha256_hex(tekst) %}{{ return(adapter.dispatch('sha256_hex')(tekst)) }}{% endmacro %}
{% macro default__sha256_hex(tekst) %}sha256({{ tekst }}){% endmacro %}
{% macro spark__sha256_hex(tekst) %}sha2({{ tekst }}, 256){% endmacro %}

{# At most fifteen hexadecimal digits as a whole number. #}
{% macro getal_uit_hex(tekst) %}{{ return(adapter.dispatch('getal_uit_hex')(tekst)) }}{% endmacro %}
{% macro default__getal_uit_hex(tekst) %}cast('0x' || {{ tekst }} as bigint){% endmacro %}
{% macro spark__getal_uit_hex(tekst) %}cast(conv({{ tekst }}, 16, 10) as bigint){% endmacro %}

{# A sorted list of all values of a group; sorted, because the order of a group is chance and a release must be rebuildable. #}
{% macro lijst(waarde) %}{{ return(adapter.dispatch('lijst')(waarde)) }}{% endmacro %}
{% macro default__lijst(waarde) %}list_sort(list(distinct {{ waarde }}) filter ({{ waarde }} is not null)){% endmacro %}
{% macro spark__lijst(waarde) %}array_sort(collect_set({{ waarde }})){% endmacro %}

{# The same for values that are unique already, such as row ids: half the price over millions of small groups. #}
{% macro lijst_uniek(waarde) %}{{ return(adapter.dispatch('lijst_uniek')(waarde)) }}{% endmacro %}
{% macro default__lijst_uniek(waarde) %}list_sort(list({{ waarde }})){% endmacro %}
{% macro spark__lijst_uniek(waarde) %}array_sort(collect_list({{ waarde }})){% endmacro %}

{# The lists of a group as one sorted list. #}
{% macro lijst_samen(lijst) %}{{ return(adapter.dispatch('lijst_samen')(lijst)) }}{% endmacro %}
{% macro default__lijst_samen(lijst) %}list_sort(list_distinct(flatten(list({{ lijst }})))){% endmacro %}
{% macro spark__lijst_samen(lijst) %}array_sort(array_distinct(flatten(collect_list({{ lijst }})))){% endmacro %}

{% macro lijst_van(waarde) %}{{ return(adapter.dispatch('lijst_van')(waarde)) }}{% endmacro %}
{% macro default__lijst_van(waarde) %}[{{ waarde }}]{% endmacro %}
{% macro spark__lijst_van(waarde) %}array({{ waarde }}){% endmacro %}

{% macro lijst_leeg() %}{{ return(adapter.dispatch('lijst_leeg')()) }}{% endmacro %}
{% macro default__lijst_leeg() %}cast([] as varchar[]){% endmacro %}
{% macro spark__lijst_leeg() %}cast(array() as array<string>){% endmacro %}

{# One row per element of a list. #}
{% macro uitgerold(lijst) %}{{ return(adapter.dispatch('uitgerold')(lijst)) }}{% endmacro %}
{% macro default__uitgerold(lijst) %}unnest({{ lijst }}){% endmacro %}
{% macro spark__uitgerold(lijst) %}explode({{ lijst }}){% endmacro %}

{% macro met_kommas(waarde) %}{{ return(adapter.dispatch('met_kommas')(waarde)) }}{% endmacro %}
{% macro default__met_kommas(waarde) %}array_to_string({{ lijst(waarde) }}, ', '){% endmacro %}
{% macro spark__met_kommas(waarde) %}array_join({{ lijst(waarde) }}, ', '){% endmacro %}

{# One row per month from the month of `van` up to and including the month of `tot`. #}
{% macro maandreeks(van, tot) %}{{ return(adapter.dispatch('maandreeks')(van, tot)) }}{% endmacro %}
{% macro default__maandreeks(van, tot) -%}
  cast(unnest(generate_series(
    cast(date_trunc('month', {{ van }}) as timestamp), cast(date_trunc('month', {{ tot }}) as timestamp), interval 1 month
  )) as date)
{%- endmacro %}
{% macro spark__maandreeks(van, tot) -%}
  explode(sequence(cast(date_trunc('month', {{ van }}) as date), cast(date_trunc('month', {{ tot }}) as date), interval 1 month))
{%- endmacro %}

{# Division of integers of zero or more, rounded half up: no double ever holds an amount. #}
{% macro afgeronde_deling(teller, noemer) -%}
  {{ gehele_deling("(" ~ teller ~ ") + " ~ gehele_deling(noemer, 2), noemer) }}
{%- endmacro %}

{# Whole numbers of 38 digits: an amount times two factors in millionths does not fit in a bigint. #}
{% macro groot_geheel() %}{{ return(adapter.dispatch('groot_geheel')()) }}{% endmacro %}
{% macro default__groot_geheel() %}hugeint{% endmacro %}
{% macro spark__groot_geheel() %}decimal(38, 0){% endmacro %}

{# Division of integers that drops the remainder. #}
{% macro gehele_deling(teller, noemer) %}{{ return(adapter.dispatch('gehele_deling')(teller, noemer)) }}{% endmacro %}
{% macro default__gehele_deling(teller, noemer) %}(({{ teller }}) // ({{ noemer }})){% endmacro %}
{% macro spark__gehele_deling(teller, noemer) %}(({{ teller }}) div ({{ noemer }})){% endmacro %}

{# A whole number of zero or more without its last so many bits. #}
{% macro naar_rechts(getal, bits) %}{{ return(adapter.dispatch('naar_rechts')(getal, bits)) }}{% endmacro %}
{% macro default__naar_rechts(getal, bits) %}(({{ getal }}) >> {{ bits }}){% endmacro %}
{% macro spark__naar_rechts(getal, bits) %}shiftright({{ getal }}, {{ bits }}){% endmacro %}

{# The parts of a text between commas, as a list. #}
{% macro delen(tekst) %}{{ return(adapter.dispatch('delen')(tekst)) }}{% endmacro %}
{% macro default__delen(tekst) %}string_split({{ tekst }}, ','){% endmacro %}
{% macro spark__delen(tekst) %}split({{ tekst }}, ','){% endmacro %}

{# One row per whole number from 0 up to and including `tot`. #}
{% macro getallen(tot) %}{{ return(adapter.dispatch('getallen')(tot)) }}{% endmacro %}
{% macro default__getallen(tot) %}unnest(range(0, {{ tot }} + 1)){% endmacro %}
{% macro spark__getallen(tot) %}explode(sequence(0, {{ tot }})){% endmacro %}

{# Quantile with interpolation between the two nearest values (as numpy does by default). NULL when there is nothing. #}
{% macro kwantiel(waarde, deel) %}{{ return(adapter.dispatch('kwantiel')(waarde, deel)) }}{% endmacro %}
{% macro default__kwantiel(waarde, deel) %}quantile_cont(cast({{ waarde }} as double), {{ deel }}){% endmacro %}
{% macro spark__kwantiel(waarde, deel) %}percentile(cast({{ waarde }} as double), {{ deel }}){% endmacro %}

{# Two lists as one sorted list; an absent list counts as empty. #}
{% macro lijst_van_twee(een, ander) %}{{ return(adapter.dispatch('lijst_van_twee')(een, ander)) }}{% endmacro %}
{% macro default__lijst_van_twee(een, ander) %}list_sort(list_distinct(list_concat({{ een }}, {{ ander }}))){% endmacro %}
{% macro spark__lijst_van_twee(een, ander) -%}
  array_sort(array_distinct(concat(coalesce({{ een }}, array()), coalesce({{ ander }}, array()))))
{%- endmacro %}

{# The values that are there, as one sorted list. #}
{% macro lijst_van_gevuld(waarden) %}{{ return(adapter.dispatch('lijst_van_gevuld')(waarden)) }}{% endmacro %}
{% macro default__lijst_van_gevuld(waarden) %}list_sort(list_distinct([{{ waarden | join(', ') }}])){% endmacro %}
{% macro spark__lijst_van_gevuld(waarden) %}array_sort(array_distinct(array_compact(array({{ waarden | join(', ') }})))){% endmacro %}

{% macro aantal_in(lijst) %}{{ return(adapter.dispatch('aantal_in')(lijst)) }}{% endmacro %}
{% macro default__aantal_in(lijst) %}len({{ lijst }}){% endmacro %}
{% macro spark__aantal_in(lijst) %}size({{ lijst }}){% endmacro %}

{# Values as one number, to find candidates cheaply among millions; equal numbers must still be compared. #}
{% macro getal_van() %}{{ return(adapter.dispatch('getal_van')(varargs | join(', '))) }}{% endmacro %}
{% macro default__getal_van(waarden) %}hash({{ waarden }}){% endmacro %}
{% macro spark__getal_van(waarden) %}xxhash64({{ waarden }}){% endmacro %}

{# Element of a list, counted from 1. #}
{% macro element(lijst, plaats) %}{{ return(adapter.dispatch('element')(lijst, plaats)) }}{% endmacro %}
{% macro default__element(lijst, plaats) %}list_extract({{ lijst }}, {{ plaats }}){% endmacro %}
{% macro spark__element(lijst, plaats) %}element_at({{ lijst }}, cast({{ plaats }} as int)){% endmacro %}

{# The values of a group that meet a condition, in order, equal ones included. #}
{% macro op_volgorde(waarde, voorwaarde) %}{{ return(adapter.dispatch('op_volgorde')(waarde, voorwaarde)) }}{% endmacro %}
{% macro default__op_volgorde(waarde, voorwaarde) %}list_sort(list({{ waarde }}) filter (where {{ voorwaarde }})){% endmacro %}
{% macro spark__op_volgorde(waarde, voorwaarde) %}array_sort(collect_list(case when {{ voorwaarde }} then {{ waarde }} end)){% endmacro %}

{# One of a few texts, stored as its number: DuckDB writes 300,000 of them in 12 ms instead of 60 to 110 and groups them by one byte. #}
{% macro keuze(waarde, waarden) %}{{ return(adapter.dispatch('keuze')(waarde, waarden)) }}{% endmacro %}
{% macro default__keuze(waarde, waarden) %}cast({{ waarde }} as enum('{{ waarden | join("', '") }}')){% endmacro %}
{% macro spark__keuze(waarde, waarden) %}{{ waarde }}{% endmacro %}
