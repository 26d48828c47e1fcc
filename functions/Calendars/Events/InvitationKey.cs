using System.Globalization;

namespace Pathway.Functions.Calendars.Events;

/// <summary>Which invitation of an activity: the meeting or a milestone, and which shard of its audience.</summary>
public readonly record struct InvitationKey(string Part, int Shard)
{
    public override string ToString() => Part.Length == 0 ? $"{Shard}" : $"{Part}-{Shard}";

    public static bool TryParse(string text, out InvitationKey key)
    {
        var parts = text.Split('-');
        var known = parts.Length <= 2
            && int.TryParse(parts[^1], NumberStyles.None, CultureInfo.InvariantCulture, out _);
        key = known ? Parse(text) : default;
        return known;
    }

    public static InvitationKey Parse(string text) =>
        text.Split('-') is [var part, var shard] ? new(part, int.Parse(shard)) : new("", int.Parse(text));
}
