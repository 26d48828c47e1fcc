using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Pathway.Functions.Activities.Speakers;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;
using Pathway.Functions.Programme.Rules;

namespace Pathway.Functions.Activities;

/// <summary>
/// The body of <c>PUT /api/activities/{id}</c> as it came. <see cref="Id"/> and <see cref="State"/> are there because
/// an answer of the API may be sent back: the one must be the address's, the other is the app's own and not read.
/// </summary>
public sealed record ActivityRequest(
    string? Id,
    string? State,
    string? Kind,
    string? Title,
    string? Description,
    string? Employer,
    string? Start,
    string? End,
    string? TimeZone,
    bool? Online,
    JsonElement? Audience,
    IReadOnlyList<MilestoneRequest?>? Milestones,
    IReadOnlyList<string?>? Resources,
    IReadOnlyList<string?>? Aliases)
{
    public const string DefaultTimeZone = "Europe/London";
    public const int MaxTitle = 200;
    public const int MaxDescription = 20_000;
    public const int MaxMilestones = 50;
    public const int MaxResources = 100;
    public const int MaxPurpose = 1_000;
    public const int MaxOutcomes = 20;
    public const int MaxOutcome = 300;
    public const int MaxQuiet = 24 * 60;
    public const string AliasTaken = "is an address of another activity or resource already: one address stands for one thing.";
    public const string UnknownZone = "is not an IANA time zone, such as Europe/London.";
    public const string TooLong = "is more than two years after the start.";
    public static readonly Duration MaxDuration = Duration.FromDays(2 * 366);

    public string? Purpose { get; init; }

    public IReadOnlyList<string?>? Outcomes { get; init; }

    public RepetitionRequest? Repeats { get; init; }
    public IReadOnlyList<SpeakerRequest?>? Speakers { get; init; }

    /// <summary>Minutes.</summary>
    public int? QuietFor { get; init; }

    /// <summary>The definition, or every fault of the request.</summary>
    public ActivityDefinition? Validate(ActivityId id, PlanningContext context, out IReadOnlyList<Fault> faults)
    {
        var found = new FaultList();
        found.When(Id is not null && Id != id.ToString(), "/id", "is not the id in the address.");
        var (title, employer) = (VisibleText.Line(Title), VisibleText.Line(Employer));
        var (description, purpose) = (VisibleText.Paragraphs(Description), VisibleText.Paragraphs(Purpose));
        found.When(title.Length is 0 or > MaxTitle, "/title", $"is required, at most {MaxTitle} characters.");
        found.When(description.Length > MaxDescription, "/description", $"has more than {MaxDescription} characters.");
        found.When(employer.Length > MaxTitle, "/employer", $"has more than {MaxTitle} characters.");
        found.When(purpose.Length > MaxPurpose, "/purpose", $"has more than {MaxPurpose} characters.");
        found.When(QuietFor is < 0 or > MaxQuiet, "/quietFor", $"must be from 0 to {MaxQuiet} minutes.");
        var kind = ReadKind(found);
        var (zone, start, end) = ReadTimes(context.Today, found);
        var definition = new ActivityDefinition
        {
            Kind = kind,
            Title = title,
            Description = description,
            Employer = employer,
            Start = start,
            End = end,
            TimeZone = zone.Id,
            Online = Online ?? false,
            Audience = ReadAudience(id, context, found),
            Milestones = ReadMilestones(zone, context.Today, found),
            Resources = ReadAll<ResourceId>(
                "/resources",
                Resources,
                MaxResources,
                found,
                ResourceId.TryParse,
                $"is no resource's id: {Slug.Rule}.",
                resource => context.FaultOf(resource, id)),
            Aliases = ReadAll<string>(
                "/aliases",
                Aliases,
                ObjectAlias.MaxCount,
                found,
                ObjectAlias.TryParse,
                ObjectAlias.Rule,
                alias => context.IsTaken(alias, id) ? AliasTaken : null),
            Purpose = purpose,
            Outcomes = ReadOutcomes(found),
            Repeats = start == default || end == default ? null : Repeats?.Read(start, end, zone, context.Today, found),
            QuietFor = QuietFor ?? 0,
            Speakers = SpeakerList.Read(Speakers, end.Date < AcademicYear.Containing(context.Today).FirstDay, found),
        };
        found.When(
            found.Count == 0 && ActivityRow.Write(definition).Length > ActivityRow.MaxDefinition,
            "",
            $"The activity has more than {ActivityRow.MaxDefinition} bytes altogether.");
        faults = found;
        return found.Count > 0 ? null : definition;
    }

    private ActivityKind ReadKind(FaultList found)
    {
        ActivityKind? kind = Kind switch
        {
            "masterclass" => ActivityKind.Masterclass,
            "project" => ActivityKind.Project,
            "competition" => ActivityKind.Competition,
            _ => null,
        };
        found.When(kind is null, "/kind", "must be masterclass, project or competition.");
        return kind ?? default;
    }

    private (DateTimeZone Zone, LocalDateTime Start, LocalDateTime End) ReadTimes(LocalDate today, FaultList found)
    {
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(TimeZone ?? DefaultTimeZone) is not { } zone)
        {
            found.Add(new("/timeZone", UnknownZone));
            return (DateTimeZone.Utc, default, default);
        }

        var start = WallClock.Read(Start, zone, today, out var reason);
        found.When(start is null, "/start", reason);
        var end = WallClock.Read(End, zone, today, out reason);
        found.When(end is null, "/end", reason);
        if (start is { } from && end is { } to)
        {
            var duration = WallClock.At(to, zone) - WallClock.At(from, zone);
            found.When(duration <= Duration.Zero, "/end", "must be after the start.");
            found.When(duration > MaxDuration, "/end", TooLong);
        }

        return (zone, start ?? default, end ?? default);
    }

    private Audience ReadAudience(ActivityId id, PlanningContext context, FaultList found)
    {
        if (Audience is null or { ValueKind: JsonValueKind.Null }
            || (Audience is { ValueKind: JsonValueKind.String } word && word.ValueEquals("all")))
            return Activities.Audience.Everyone;
        if (Audience is not { ValueKind: JsonValueKind.Array } list || list.GetArrayLength() == 0
            || list.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.String))
        {
            found.Add(new("/audience", "must be \"all\" or a list of colleges' ids."));
            return Activities.Audience.Everyone;
        }

        var colleges = new List<CollegeId>();
        foreach (var (i, item) in list.EnumerateArray().Index())
        {
            _ = CollegeId.TryParse(item.GetString(), out var college);
            if (context.FaultOf(college, id) is { } reason)
                found.Add(new($"/audience/{i}", reason));
            else if (!colleges.Contains(college))
                colleges.Add(college);
        }

        return new Audience(colleges);
    }

    private List<Milestone> ReadMilestones(DateTimeZone zone, LocalDate today, FaultList found)
    {
        found.When(Milestones?.Count > MaxMilestones, "/milestones", $"has more than {MaxMilestones} entries.");
        found.When(
            Milestones is { Count: > 0 } && Kind == "masterclass", "/milestones", "are for projects and competitions.");
        var milestones = new List<Milestone>();
        for (var i = 0; i < Math.Min(Milestones?.Count ?? 0, MaxMilestones); i++)
        {
            var title = VisibleText.Line(Milestones![i]?.Title);
            found.When(
                title.Length is 0 or > MaxTitle,
                $"/milestones/{i}/title",
                $"is required, at most {MaxTitle} characters.");
            if (LocalDatePattern.Iso.Parse(Milestones[i]?.At ?? "") is { Success: true, Value: var date })
            {
                found.When(!WallClock.IsPlausible(date, today), $"/milestones/{i}/at", WallClock.NotPlausible);
                milestones.Add(new("", title, date));
            }
            else if (WallClock.Read(Milestones[i]?.At, zone, today, out var reason) is { } time)
            {
                milestones.Add(new("", title, time.Date, time.TimeOfDay));
            }
            else
            {
                found.Add(new($"/milestones/{i}/at", reason));
            }
        }

        return milestones;
    }

    private List<string> ReadOutcomes(FaultList found)
    {
        found.When(Outcomes?.Count > MaxOutcomes, "/outcomes", $"has more than {MaxOutcomes} entries.");
        var outcomes = (Outcomes ?? []).Take(MaxOutcomes).Select(VisibleText.Line).ToList();
        foreach (var (at, outcome) in outcomes.Index())
            found.When(
                outcome.Length is 0 or > MaxOutcome,
                $"/outcomes/{at}",
                $"must be a text of 1 to {MaxOutcome} characters.");
        return [.. outcomes.Distinct(StringComparer.Ordinal)];
    }

    private static List<T> ReadAll<T>(
        string path,
        IReadOnlyList<string?>? items,
        int max,
        FaultList found,
        Reading<T> read,
        string reason,
        Func<T, string?> judge)
    {
        found.When(items?.Count > max, path, $"has more than {max} entries.");
        var values = new List<T>();
        for (var i = 0; i < Math.Min(items?.Count ?? 0, max); i++)
        {
            var readable = read(items![i], out var value);
            var fault = readable ? judge(value!) : reason;
            found.When(fault is not null, $"{path}/{i}", fault ?? "");
            if (readable && !values.Contains(value!))
                values.Add(value!);
        }

        return values;
    }

    private delegate bool Reading<T>(string? text, out T? value);
}
