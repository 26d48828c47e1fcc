using System.Text.Json;

namespace Pathway.Chaos.Reckoning;

/// <summary>An event in the programme's calendar that is not cancelled and says whose it is.</summary>
/// <param name="Name">The activity and its shard, from the extended property.</param>
/// <param name="Start">As the mailbox keeps it.</param>
internal sealed record CalendarEvent(string Name, string Subject, string Start)
{
    private const string NameProperty = "PathwayActivity";

    /// <summary>Null for an event of another kind.</summary>
    public static CalendarEvent? Read(JsonElement item)
    {
        if (item.GetProperty("isCancelled").GetBoolean()
            || item.GetProperty("singleValueExtendedProperties") is not { ValueKind: JsonValueKind.Array } properties)
            return null;
        var name = properties.EnumerateArray()
            .FirstOrDefault(property => property.GetProperty("id").GetString()!.EndsWith(NameProperty, StringComparison.Ordinal));
        return name.ValueKind == JsonValueKind.Undefined
            ? null
            : new CalendarEvent(
                name.GetProperty("value").GetString()!,
                item.GetProperty("subject").GetString() ?? "",
                item.GetProperty("start").GetProperty("dateTime").GetString()!);
    }
}
