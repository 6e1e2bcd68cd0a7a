{# Keys and periods: the only place where a cell id is made and where a date becomes a period. #}

{% macro sleutel(delen) -%}
  substr({{ sha256_hex(delen | join(" || '|' || ")) }}, 1, 16)
{%- endmacro %}

{# The same as a whole number of sixty bits, for keys of which there are hundreds of thousands: DuckDB writes and joins them in a tenth of the time
   (217 against 22 ms for 300,000). #}
{% macro sleutel_getal(delen) -%}
  {{ getal_uit_hex("substr(" ~ sha256_hex(delen | join(" || '|' || ")) ~ ", 1, 15)") }}
{%- endmacro %}

{# The fixed mark of a mart row. `kolommen` are the key columns in the order of the mart; none of them may be null. #}
{% macro cell_id(mart, kolommen) -%}
  {%- set delen = ["'" ~ mart ~ "'"] -%}
  {%- for kolom in kolommen %}{% do delen.append("cast(" ~ kolom ~ " as varchar)") %}{% endfor -%}
  {{ sleutel(delen) }}
{%- endmacro %}

{% macro jaar(datum) %}cast(year({{ datum }}) as integer){% endmacro %}

{% macro halfjaar(datum) -%}
  cast({{ jaar(datum) }} as varchar) || case when month({{ datum }}) <= 6 then 'H1' else 'H2' end
{%- endmacro %}

{# Last day of a delivery period: 2025, 2025H1, 2025Q1 or 2025M03; NULL for anything else. #}
{% macro periode_eind(periode) -%}
  {%- set jaar, nummer = "substr(" ~ periode ~ ", 1, 4)", "cast(substr(" ~ periode ~ ", 6) as integer)" -%}
  case
    when length({{ periode }}) = 4 then cast({{ jaar }} || '-12-31' as date)
    when substr({{ periode }}, 5, 1) in ('H', 'Q', 'M') then last_day(cast(
      {{ jaar }} || '-'
      || lpad(cast({{ nummer }} * case substr({{ periode }}, 5, 1) when 'H' then 6 when 'Q' then 3 else 1 end as varchar), 2, '0')
      || '-01' as date
    ))
  end
{%- endmacro %}

{# First day of a delivery period; NULL for anything else. #}
{% macro leverperiode_begin(periode) -%}
  {%- set jaar, nummer = "substr(" ~ periode ~ ", 1, 4)", "cast(substr(" ~ periode ~ ", 6) as integer)" -%}
  case
    when length({{ periode }}) = 4 then cast({{ jaar }} || '-01-01' as date)
    when substr({{ periode }}, 5, 1) in ('H', 'Q', 'M') then cast(
      {{ jaar }} || '-'
      || lpad(cast(({{ nummer }} - 1) * case substr({{ periode }}, 5, 1) when 'H' then 6 when 'Q' then 3 else 1 end + 1 as varchar), 2, '0')
      || '-01' as date
    )
  end
{%- endmacro %}

{# The months of a year as a table with one column m. #}
{% macro maandnummers() -%}
  (select cast(m as integer) as m from (values (1), (2), (3), (4), (5), (6), (7), (8), (9), (10), (11), (12)) as t(m))
{%- endmacro %}

{# Whole calendar months from the month of `van` to the month of `tot`. #}
{% macro maanden_tussen(van, tot) -%}
  ((year({{ tot }}) - year({{ van }})) * 12 + month({{ tot }}) - month({{ van }}))
{%- endmacro %}

{# Names the rows behind a contribution without carrying them along: int_resultaat__rijen has the rows of each name. #}
{% macro rijen_sleutel(soort) -%}'{{ soort }}|' || {{ varargs | join(" || '|' || ") }}{%- endmacro %}
