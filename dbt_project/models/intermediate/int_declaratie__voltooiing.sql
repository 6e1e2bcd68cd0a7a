{# Which part of what will be accepted by the horizon is accepted after so many months of delay, per law and product category (chain ladder).
   The two variances give the interval of an expected amount E that follows from C cents, after Mack (1993, ASTIN Bulletin 23):
   E plus or minus z * E * sqrt(variantie_proces / C + variantie_schatting). #}
{{ voltooiing_delen(ref('int_declaratie__horizon'), ref('int_declaratie__ontwikkeling')) }}
