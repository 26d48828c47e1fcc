using Pathway.Functions.Engagement.Disclosure;

namespace Pathway.Functions.Tests.Engagement.Onlooker;

/// <summary>How an onlooker who knows the house's rule reads what is shown.</summary>
internal static class Reading
{
    private const long Endless = long.MaxValue / 8;

    // Each part that is shown may lie two beside what it is shown as; it is five at least.
    private const long Beside = 2;

    // What the few of several colleges come to may be shown as three or six more: two as five, four as ten.
    private const long BesideFew = 3;

    public static ((long Low, long High) Learners, (long Low, long High) Events) Bounds(ShownFigure figure) =>
        (Learners(figure), Events(figure));

    private static (long Low, long High) Learners(ShownFigure figure)
    {
        var colleges = figure.Group.StartsWith("utc-", StringComparison.Ordinal) ? 1 : TermScene.Colleges.Count;
        return figure.Learners switch
        {
            null => (1, colleges * (SmallNumbers.Least - 1)),
            0 => (0, 0),
            SmallNumbers.Least when colleges == 1 => (SmallNumbers.Least, SmallNumbers.Least + Beside),
            { } shown => (
                Math.Max(1, shown - (Beside * Math.Min(colleges, shown / SmallNumbers.Least)) - (2 * BesideFew)),
                shown + (Beside * colleges) + ((colleges - 1) * (SmallNumbers.Least - 1))),
        };
    }

    private static (long Low, long High) Events(ShownFigure figure)
    {
        if (figure is { TellsEvents: false } or { Events: null } || figure is { Events: 0, Learners: not 0 })
            return (0, Endless);
        var shown = figure.Events!.Value;
        var isOneCollege = figure.Group.StartsWith("utc-", StringComparison.Ordinal);
        var isOnePart = isOneCollege && figure.First / 7 == figure.Last / 7;
        return isOnePart
            ? (shown == 0 ? 0 : Math.Max(SmallNumbers.Least, shown - Beside), shown == 0 ? 0 : shown + Beside)
            : (shown - ((isOneCollege ? Beside : BesideFew) * (shown / SmallNumbers.Least)), shown == 0 ? 0 : Endless);
    }
}
