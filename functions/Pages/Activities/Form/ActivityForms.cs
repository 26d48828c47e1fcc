using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Primitives;
using NodaTime.Text;
using Pathway.Functions.Activities;
using Pathway.Functions.Activities.Import;
using Pathway.Functions.Http;
using Pathway.Functions.Pages.House;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Pages.Activities.Form;

/// <summary>
/// An activity's form, as the body of <c>PUT /api/activities/{id}</c>: what the form does not show stays as the API shows it.
/// </summary>
public sealed class ActivityForms(ActivityTable catalogue, PlanningContextReader planning)
{
    /// <summary>Lines for milestones beyond those there are.</summary>
    public const int MilestonesMore = 3;

    public const string Chosen = "chosen";

    private const string Everyone = "all";

    private static readonly LocalDateTimePattern Minutes = LocalDateTimePattern.CreateWithInvariantCulture(
        "uuuu-MM-dd'T'HH:mm");

    public static string Label(string name) => name.Split('.') switch
    {
        ["kind"] => "Kind",
        ["title"] => "Title",
        ["description"] => "Description",
        ["employer"] => "Employer",
        ["start"] => "Start",
        ["end"] => "End",
        ["timeZone"] => "Time zone",
        ["audience"] => "Who it is for",
        ["milestones"] => "Milestones",
        ["milestones", var number, var member] =>
            $"Milestone {NumberOf(number)}, {(member == "at" ? "day" : "title")}",
        ["resources"] => "Resources",
        ["speakers"] => "Speakers",
        ["purpose"] => "Purpose",
        ["outcomes"] => "What learners take away",
        ["repeats", "every"] => "Repeats",
        ["repeats", "until"] => "Last day",
        ["repeats", "except"] => "But not on",
        ["aliases"] => "Addresses in learning platforms",
        _ => name,
    };

    private static int NumberOf(string index) =>
        int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number + 1 : 0;

    public static FormFields New { get; } = new(new Dictionary<string, StringValues>(StringComparer.Ordinal)
    {
        ["kind"] = "masterclass",
        ["online"] = "true",
        ["audience"] = Everyone,
        ["timeZone"] = ActivityRequest.DefaultTimeZone,
    });

    /// <summary>The activity's form as it stands.</summary>
    public static FormFields FieldsOf(Activity activity)
    {
        var (definition, view) = (activity.Definition, ActivityView.From(activity));
        var fields = new Dictionary<string, StringValues>(StringComparer.Ordinal)
        {
            ["kind"] = definition.Kind.ToString().ToLowerInvariant(),
            ["title"] = definition.Title,
            ["description"] = definition.Description,
            ["employer"] = definition.Employer,
            ["start"] = Minutes.Format(definition.Start),
            ["end"] = Minutes.Format(definition.End),
            ["timeZone"] = definition.TimeZone,
            ["audience"] = definition.Audience.All
                ? Everyone
                : new StringValues([Chosen, .. definition.Audience.Colleges.Select(college => college.ToString())]),
            ["resources"] = new StringValues([.. view.Resources]),
            ["aliases"] = string.Join('\n', definition.Aliases),
            ["version"] = activity.Version.ToString(CultureInfo.InvariantCulture),
        };
        fields["speakers"] = SpeakerLines.Write(definition.Speakers);
        fields["purpose"] = definition.Purpose;
        fields["outcomes"] = string.Join('\n', definition.Outcomes);
        RepeatFields.Write(definition.Repeats, fields);
        if (definition.Online)
            fields["online"] = "true";
        for (var i = 0; i < definition.Milestones.Count; i++)
        {
            var (milestone, at) = (definition.Milestones[i], definition.Milestones[i].Date.AtMidnight());
            fields[$"milestones.{i}.title"] = milestone.Title;
            fields[$"milestones.{i}.at"] = milestone.Time is { } time
                ? Minutes.Format(milestone.Date + time)
                : LocalDatePattern.Iso.Format(at.Date);
        }

        return new FormFields(fields);
    }

    /// <summary>Another one like it: all but when it is, and what names it alone.</summary>
    public static FormFields CopyOf(Activity activity) =>
        FieldsOf(activity).Without(name =>
            name is "version" or "aliases" or "start" or "end"
                || name.StartsWith("repeats.", StringComparison.Ordinal)
                || name.EndsWith(".at", StringComparison.Ordinal));

    /// <summary>What the form says, held against what there is.</summary>
    /// <param name="activity">Null for one that is new.</param>
    public async Task<(ActivityId Id, ActivityDefinition? Definition, IReadOnlyList<Fault> Faults)> ReadAsync(
        Activity? activity, FormFields form, CancellationToken cancellationToken)
    {
        var request = Request(activity, form);
        var id = activity?.Id ?? await NewIdAsync(request, cancellationToken);
        var definition = request.Validate(
            id, await planning.ReadAsync(new HashSet<ActivityId> { id }, cancellationToken), out var faults);
        return (id, definition, Shown(faults, form));
    }

    /// <summary>Saves what <see cref="ReadAsync"/> found right.</summary>
    public async Task<(ActivityChange Change, IReadOnlyList<Fault> Faults)> SaveAsync(
        Activity? activity, ActivityId id, ActivityDefinition definition, FormFields form, CancellationToken cancellationToken)
    {
        var precondition = activity is null ? Precondition.IsNew : form.AsShown;
        var (change, _) = await catalogue.PutAsync(id, definition, precondition, cancellationToken);
        return (change, change == ActivityChange.ChangedSince ? [FaultWords.Overtaken("activity")] : []);
    }

    private static ActivityRequest Request(Activity? activity, FormFields form)
    {
        var body = activity is null
            ? []
            : JsonSerializer.SerializeToNode(ActivityView.From(activity), PathwayJson.Plain)!.AsObject();
        foreach (var name in new[] { "kind", "title", "description", "employer" })
            body[name] = form[name];
        body["start"] = Kept(form["start"], activity?.Definition.Start);
        body["end"] = Kept(form["end"], activity?.Definition.End);
        if (form["timeZone"].Trim() is { Length: > 0 } zone)
            body["timeZone"] = zone;
        body["online"] = form.Has("online", "true");
        body["audience"] = form.Has("audience", Everyone)
            ? Everyone
            : Texts(form.All("audience").Where(value => value != Chosen));
        body["resources"] = Texts(form.All("resources"));
        body["aliases"] = Texts(form.Lines("aliases"));
        body["speakers"] = SpeakerLines.Read(form.Lines("speakers"));
        body["purpose"] = form["purpose"];
        body["outcomes"] = Texts(form.Lines("outcomes"));
        body["repeats"] = RepeatFields.Overlaid(body["repeats"], form);
        body["milestones"] = new JsonArray(
            [.. Milestones(form).Select(line => (JsonNode)new JsonObject { ["title"] = line.Title, ["at"] = line.At })]);
        return body.Deserialize<ActivityRequest>(PathwayJson.Strict)!;
    }

    // A field shows minutes: what had seconds keeps them unless it is moved.
    private static string Kept(string typed, NodaTime.LocalDateTime? before) =>
        before is { } time && typed == Minutes.Format(time) ? LocalDateTimePattern.GeneralIso.Format(time) : typed;

    private static JsonArray Texts(IEnumerable<string> values) => new([.. values.Select(value => (JsonNode)value)]);

    /// <summary>The lines in which something stands, with their number in the form.</summary>
    private static IEnumerable<(int Line, string Title, string At)> Milestones(FormFields form)
    {
        for (var i = 0; i < ActivityRequest.MaxMilestones + MilestonesMore; i++)
        {
            var (title, at) = (form[$"milestones.{i}.title"].Trim(), form[$"milestones.{i}.at"].Trim());
            if (title.Length > 0 || at.Length > 0)
                yield return (i, title, at);
        }
    }

    /// <summary>
    /// A fault of the third milestone belongs to the line that it was typed in, though lines above it are blank.
    /// </summary>
    private static IReadOnlyList<Fault> Shown(IReadOnlyList<Fault> faults, FormFields form)
    {
        var lines = Milestones(form).Select(line => line.Line).ToList();
        return [.. faults.Select(fault => fault.Path.Split('/') switch
        {
            [_, "milestones", var number, var member] =>
                fault with { Path = $"/milestones/{lines.ElementAtOrDefault(NumberOf(number) - 1)}/{member}" },
            [_, "start" or "end"] when form[fault.Path[1..]].Length == 0 =>
                fault with { Reason = "is required: a day and a time." },
            [_, "speakers", var number, var member] => fault with
            {
                Path = $"/speakers/{number}",
                Reason = $"{(member == "email" ? "mail address" : member)} {fault.Reason}",
            },
            _ => RepeatFields.Shown(fault),
        })];
    }

    private async Task<ActivityId> NewIdAsync(ActivityRequest request, CancellationToken cancellationToken)
    {
        var name = ImportIds.For(request);
        for (var number = 1; number < 100; number++)
        {
            if (ActivityId.TryParse(number == 1 ? name : $"{name}-{number}", out var id)
                && await catalogue.FindAsync(id, cancellationToken) is null)
                return id;
        }

        return ActivityId.TryParse($"activity-{Guid.CreateVersion7():N}", out var unnamed) ? unnamed : default;
    }
}
