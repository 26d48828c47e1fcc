using System.Text.Json.Nodes;
using Microsoft.Extensions.Primitives;
using NodaTime.Text;
using Pathway.Functions.Activities.Series;
using Pathway.Functions.Http;
using Pathway.Functions.Pages.House;

namespace Pathway.Functions.Pages.Activities.Form;

/// <summary>How an activity repeats, as three fields; what they do not show, such as moved dates, stays as it is.</summary>
internal static class RepeatFields
{
    public const string Every = "repeats.every";
    public const string Until = "repeats.until";
    public const string Except = "repeats.except";

    public static void Write(Repetition? repetition, Dictionary<string, StringValues> fields)
    {
        if (repetition is null)
            return;
        fields[Every] = repetition.Interval == 1 ? RepetitionView.Week : RepetitionView.Fortnight;
        fields[Until] = repetition.Until is { } until ? LocalDatePattern.Iso.Format(until) : "";
        fields[Except] = string.Join('\n', repetition.Except.Select(LocalDatePattern.Iso.Format));
    }

    /// <summary>The form laid over what the API shows; null for what is held once.</summary>
    public static JsonObject? Overlaid(JsonNode? known, FormFields form)
    {
        if (form[Every].Length == 0)
            return null;
        var repeats = known?.DeepClone().AsObject() ?? [];
        repeats["every"] = form[Every];
        repeats["except"] = new JsonArray([.. form.Lines(Except).Select(date => (JsonNode)date)]);
        if (form[Until].Length > 0)
            (repeats["until"], repeats["times"]) = (form[Until], null);
        else
            repeats["until"] = null;
        return repeats;
    }

    /// <summary>A fault of the repetition at the field that shows it.</summary>
    public static Fault Shown(Fault fault) => fault.Path.Split('/') switch
    {
        [_, "repeats", "until"] => fault with { Path = $"/{Until}" },
        [_, "repeats", "except", var number] => fault with { Path = $"/{Except}/{number}" },
        [_, "repeats"] when fault.Reason.StartsWith("says until when", StringComparison.Ordinal) =>
            new Fault($"/{Until}", "is required where it repeats: the last day."),
        [_, "repeats", ..] => fault with { Path = $"/{Every}" },
        _ => fault,
    };
}
