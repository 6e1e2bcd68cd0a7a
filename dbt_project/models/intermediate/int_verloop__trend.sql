{# Does a series rise or fall? The weighted slope over the last periods at 99.8 percent, whose sign must survive leaving out any one of them. The
   variance of counting grows when the steps between the periods of the phase were larger than that; the limit is then one of Student's t, because
   that variance is itself estimated, from a mean step. #}
with sommen as (
    select
        contractnummer,
        gemeentecode,
        reeks_code,
        cast(sum(cast(1 / g as decimal(18, 6))) as double) / count(*) as variantie,
        {%- for naam, wat in [('s', 'g'), ('sx', 'g * x'), ('sy', 'g * y'), ('sxx', 'g * x * x'), ('sxy', 'g * x * y')] %}
        cast(sum({{ wat }}) as double) as {{ naam }}{{ ',' if not loop.last }}
        {%- endfor %}
    from {{ ref('int_verloop__laatste') }}
    group by contractnummer, gemeentecode, reeks_code
),

-- The sign of the slope without each of the periods in turn.
zonder_een as (
    select
        w.contractnummer,
        w.gemeentecode,
        w.reeks_code,
        min(sign({{ helling_teller('(t.s - w.g)', '(t.sx - w.g * w.x)', '(t.sy - w.g * w.y)', '(t.sxy - w.g * w.x * w.y)') }})) as kleinste_teken,
        max(sign({{ helling_teller('(t.s - w.g)', '(t.sx - w.g * w.x)', '(t.sy - w.g * w.y)', '(t.sxy - w.g * w.x * w.y)') }})) as grootste_teken
    from (
        select contractnummer, gemeentecode, reeks_code, cast(g as double) as g, cast(x as double) as x, cast(y as double) as y
        from {{ ref('int_verloop__laatste') }}
    ) as w
    inner join sommen as t on t.contractnummer = w.contractnummer and t.gemeentecode = w.gemeentecode and t.reeks_code = w.reeks_code
    group by w.contractnummer, w.gemeentecode, w.reeks_code
),

getoetst as (
    select
        s.contractnummer,
        s.gemeentecode,
        s.reeks_code,
        s.reden_code,
        {{ helling_teller('t.s', 't.sx', 't.sy', 't.sxy') }} / {{ helling_noemer('t.s', 't.sx', 't.sxx') }} as helling,
        sqrt(t.s / {{ helling_noemer('t.s', 't.sx', 't.sxx') }} * greatest(1.0, g.sigma * g.sigma / t.variantie)) as helling_fout,
        case
            when s.reden_code is not null then null
            when g.sigma * g.sigma > t.variantie then {{ t_kwantiel('p.z_signaal', '(p.xmr_vrijheidsgraden * (g.perioden_n - 1))') }}
            else p.z_signaal
        end as grens_z,
        z.kleinste_teken = z.grootste_teken as houdt_stand
    from (select distinct contractnummer, gemeentecode, reeks_code, fase_start, reden_code from {{ ref('int_verloop__laatste') }}) as s
    left join sommen as t on t.contractnummer = s.contractnummer and t.gemeentecode = s.gemeentecode and t.reeks_code = s.reeks_code
    left join zonder_een as z on z.contractnummer = s.contractnummer and z.gemeentecode = s.gemeentecode and z.reeks_code = s.reeks_code
    left join {{ ref('int_verloop__grenzen') }} as g
        on g.contractnummer = s.contractnummer and g.gemeentecode = s.gemeentecode and g.reeks_code = s.reeks_code and g.fase_start = s.fase_start
    cross join {{ ref('int_parameter__geldig') }} as p
)

select
    contractnummer,
    gemeentecode,
    reeks_code,
    helling,
    helling_fout,
    -- No minus zero: it equals zero, yet not in the hash of a release.
    helling / helling_fout + 0.0 as toets_z,
    grens_z,
    reden_code,
    case
        when reden_code is not null then null
        when helling / helling_fout > grens_z and houdt_stand then 'stijgt'
        when helling / helling_fout < -grens_z and houdt_stand then 'daalt'
        else 'geen_trend'
    end as trend_code
from getoetst
