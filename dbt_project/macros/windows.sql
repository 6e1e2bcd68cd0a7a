{# In which window a measurement `m` falls, of its trajectory `t` (int_traject__vensters). A trajectory that does not count has no first or last
   window, but its intake is an intake: someone who still gets help has been measured too. Parameters are p. #}
{% macro venster_eerste(m, t) -%}
  {{ t }}.reden is null and {{ m }}.meetmoment not in ('eind', 'follow_up') and {{ m }}.meetdatum between {{ t }}.begin_vanaf and {{ t }}.begin_tot
{%- endmacro %}
{% macro venster_laatste(m, t) -%}
  {{ t }}.reden is null and {{ m }}.meetmoment not in ('intake', 'follow_up') and {{ m }}.meetdatum between {{ t }}.einde_vanaf and {{ t }}.einde_tot
{%- endmacro %}
{% macro venster_intake(m, t) -%}
  {{ m }}.informant = 'professional' and {{ m }}.meetmoment not in ('eind', 'follow_up')
  and {{ m }}.meetdatum between {{ t }}.begin_vanaf and {{ t }}.begin_tot
{%- endmacro %}

{# Pension age at the end of the trajectory or on the day itself (int_inwoner__aow); an unknown year of birth is no pensioner. #}
{% macro is_aow_op(datum, t) -%}
  coalesce({{ t }}.is_aow or {{ datum }} >= {{ t }}.aow_vanaf, false)
{%- endmacro %}
