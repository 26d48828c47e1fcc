using System.Globalization;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Digests;

/// <summary>
/// One mail of one week: a college's digest, or the programme's where <see cref="College"/> is null;
/// <see cref="Resend"/> counts the times somebody asked for it again.
/// </summary>
public sealed record SlotKey(IsoWeek Week, CollegeId? College, int Resend = 0)
{
    /// <summary>Stands where a college's id stands; no college can have it.</summary>
    public const string Programme = "programme";

    /// <summary>The college's id or <see cref="Programme"/>.</summary>
    public string Subject => College?.ToString() ?? Programme;

    /// <summary>The row in the week's partition: <c>utc-leeds</c>, or <c>utc-leeds~2</c> for the second resend.</summary>
    public string Row => Resend == 0 ? Subject : $"{Subject}~{Resend.ToString(CultureInfo.InvariantCulture)}";

    public static bool TryParse(IsoWeek week, string? row, out SlotKey key)
    {
        key = new SlotKey(week, null);
        var parts = (row ?? "").Split('~');
        var resend = 0;
        if (parts.Length > 2
            || (parts.Length == 2 && (!int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out resend) || resend < 1)))
            return false;
        if (parts[0] == Programme)
            key = new SlotKey(week, null, resend);
        else if (CollegeId.TryParse(parts[0], out var college))
            key = new SlotKey(week, college, resend);
        else
            return false;
        return true;
    }

    /// <summary><c>2026-W47/utc-leeds</c>: what a draft carries so that it is found again.</summary>
    public override string ToString() => $"{Week}/{Row}";
}
