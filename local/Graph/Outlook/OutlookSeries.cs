using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;
using Pathway.GraphSimulator.Protocol;
using Pathway.GraphSimulator.Series;

namespace Pathway.GraphSimulator.Outlook;

/// <summary>
/// Turns <c>{subject, category?, weekly:{day, from, times}, at?, minutes?, timeZone?, …}</c> into a weekly series: <c>day</c> a
/// weekday, <c>from</c> the date from which on, <c>times</c> how often (without it for ever), <c>at</c> the hour (10:00),
/// <c>minutes</c> the length (60).
/// </summary>
internal static class OutlookSeries
{
    private static readonly string[] Own = ["weekly", "at", "minutes"];

    public static JsonObject ToGraph(JsonObject sent)
    {
        var weekly = sent["weekly"] as JsonObject
            ?? throw GraphErrorException.BadRequest("'weekly' is missing: {day, from, times}.");
        if (weekly.FirstOrDefault(member => member.Key is not ("day" or "from" or "times")) is { Key: { } unknown })
            throw GraphErrorException.BadRequest($"'weekly' has no '{unknown}': {{day, from, times}}.");
        var day = (weekly["day"].Text() ?? "").ToLowerInvariant();
        if (!RecurrenceDates.Days.TryGetValue(day, out var weekday))
            throw GraphErrorException.BadRequest("'weekly.day' is a day like tuesday.");

        var from = Parsed(LocalDatePattern.Iso, weekly["from"].Text(), "weekly.from", "2026-12-01");
        var first = from.DayOfWeek == weekday ? from : from.Next(weekday);
        var start = first + Parsed(
            LocalTimePattern.CreateWithInvariantCulture("HH:mm"), sent["at"].Text() ?? "10:00", "at", "10:00");
        var others = sent.DeepClone().AsObject();
        foreach (var own in Own)
            others.Remove(own);
        others["timeZone"] ??= "Europe/London";
        others["start"] = LocalDateTimePattern.ExtendedIso.Format(start);
        others["end"] = LocalDateTimePattern.ExtendedIso.Format(
            start.PlusMinutes(sent["minutes"]?.GetValue<int>() ?? 60));
        others["recurrence"] = Recurrence(day, first, weekly["times"]?.GetValue<int>());
        return OutlookEdit.ToGraph(others, null);
    }

    private static JsonObject Recurrence(string day, LocalDate first, int? times)
    {
        var range = new JsonObject
        {
            ["type"] = times is null ? "noEnd" : "numbered",
            ["startDate"] = LocalDatePattern.Iso.Format(first),
        };
        if (times is { } count)
            range["numberOfOccurrences"] = count;
        return new JsonObject
        {
            ["pattern"] = new JsonObject { ["type"] = "weekly", ["interval"] = 1, ["daysOfWeek"] = new JsonArray(day) },
            ["range"] = range,
        };
    }

    private static T Parsed<T>(IPattern<T> pattern, string? text, string name, string example) =>
        pattern.Parse(text ?? "") is { Success: true } parsed
            ? parsed.Value
            : throw GraphErrorException.BadRequest($"'{name}' is like {example}.");
}
