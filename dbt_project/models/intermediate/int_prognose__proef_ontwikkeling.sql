{# The steps of the triangle as they were known at the end of each month (macro voltooiing_ontwikkeling). #}
{{ voltooiing_ontwikkeling(ref('int_prognose__proef_driehoek'), 'stand_maand') }}
