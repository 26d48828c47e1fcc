using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using NodaTime.Text;
using Pathway.Functions.Activities.Series;
using Pathway.Functions.Activities.Speakers;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Activities;

/// <summary>An activity as table Activities holds it: partition <c>a</c>, row its id.</summary>
internal static class ActivityRow
{
    public const string Partition = "a";

    /// <summary>What a definition may take as JSON, in bytes: one binary property holds 64 KiB.</summary>
    public const int MaxDefinition = 60 * 1024;

    public static TableEntity From(Activity activity) => new(Partition, activity.Id.ToString())
    {
        ["Definition"] = Write(activity.Definition),
        ["Version"] = activity.Version,
        ["ChangedAt"] = activity.ChangedAt,
        ["CancelledAt"] = activity.CancelledAt,
        ["CancelReason"] = activity.CancelReason.Length == 0 ? null : activity.CancelReason,
        ["SyncDue"] = activity.SyncDue,
        ["IsMissing"] = activity.IsMissing,
    };

    /// <summary>What the audit trail may know.</summary>
    public static JsonObject Noted(Activity activity)
    {
        var note = JsonNode.Parse(Write(activity.Definition))!.AsObject();
        note["cancelledAt"] = activity.CancelledAt;
        note["cancelReason"] = activity.CancelReason.Length == 0 ? null : activity.CancelReason;
        return note;
    }

    /// <exception cref="FormatException">The row was not written by <see cref="From"/>.</exception>
    public static Activity Read(TableEntity row)
    {
        try
        {
            var kept = JsonSerializer.Deserialize<Kept>(row.GetBinary("Definition") ?? [], PathwayJson.Plain)
                ?? throw new FormatException("The activity's row is empty.");
            return new Activity(ActivityId.Parse(row.RowKey), Read(kept))
            {
                Version = row.GetInt32("Version") ?? 1,
                ChangedAt = row.GetDateTimeOffset("ChangedAt") ?? row.Timestamp ?? default,
                CancelledAt = row.GetDateTimeOffset("CancelledAt"),
                CancelReason = row.GetString("CancelReason") ?? "",
                SyncDue = row.GetDateTimeOffset("SyncDue"),
                IsMissing = row.GetBoolean("IsMissing") ?? false,
                ETag = row.ETag,
            };
        }
        catch (Exception unreadable) when (unreadable is JsonException or UnparsableValueException)
        {
            throw new FormatException("The activity's row cannot be read.", unreadable);
        }
    }

    public static byte[] Write(ActivityDefinition definition) => JsonSerializer.SerializeToUtf8Bytes(
        new Kept(
            definition.Kind,
            definition.Title,
            definition.Description,
            definition.Employer,
            LocalDateTimePattern.GeneralIso.Format(definition.Start),
            LocalDateTimePattern.GeneralIso.Format(definition.End),
            definition.TimeZone,
            definition.Online,
            definition.Audience.All ? null : [.. definition.Audience.Colleges.Select(college => college.ToString())],
            [.. definition.Milestones.Select(Keep)],
            [.. definition.Resources.Select(resource => resource.ToString())],
            definition.Aliases)
        {
            Purpose = definition.Purpose.Length == 0 ? null : definition.Purpose,
            Outcomes = definition.Outcomes.Count == 0 ? null : definition.Outcomes,
            Repeats = definition.Repeats is null ? null : KeptRepetition.From(definition.Repeats),
            QuietFor = definition.QuietFor == 0 ? null : definition.QuietFor,
            Speakers = definition.Speakers.Count == 0 ? null : definition.Speakers,
        },
        PathwayJson.Plain);

    private static ActivityDefinition Read(Kept kept) => new()
    {
        Kind = kept.Kind,
        Title = kept.Title,
        Description = kept.Description,
        Employer = kept.Employer,
        Start = LocalDateTimePattern.GeneralIso.Parse(kept.Start).GetValueOrThrow(),
        End = LocalDateTimePattern.GeneralIso.Parse(kept.End).GetValueOrThrow(),
        TimeZone = kept.TimeZone,
        Online = kept.Online,
        Audience = kept.Audience is null ? Audience.Everyone : new Audience([.. kept.Audience.Select(CollegeId.Parse)]),
        Milestones = [.. kept.Milestones.Select(Read)],
        Resources = [.. kept.Resources.Select(ResourceId.Parse)],
        Aliases = kept.Aliases,
        Purpose = kept.Purpose ?? "",
        Outcomes = kept.Outcomes ?? [],
        Repeats = kept.Repeats?.Read(),
        Speakers = kept.Speakers ?? [],
        QuietFor = kept.QuietFor ?? 0,
    };

    private static KeptMilestone Keep(Milestone milestone) => new(
        milestone.Key,
        milestone.Title,
        LocalDatePattern.Iso.Format(milestone.Date),
        milestone.Time is { } time ? LocalTimePattern.GeneralIso.Format(time) : null);

    private static Milestone Read(KeptMilestone kept) => new(
        kept.Key,
        kept.Title,
        LocalDatePattern.Iso.Parse(kept.Date).GetValueOrThrow(),
        kept.Time is null ? null : LocalTimePattern.GeneralIso.Parse(kept.Time).GetValueOrThrow());

    private sealed record Kept(
        ActivityKind Kind,
        string Title,
        string Description,
        string Employer,
        string Start,
        string End,
        string TimeZone,
        bool Online,
        IReadOnlyList<string>? Audience,
        IReadOnlyList<KeptMilestone> Milestones,
        IReadOnlyList<string> Resources,
        IReadOnlyList<string> Aliases)
    {
        public string? Purpose { get; init; }

        public IReadOnlyList<string>? Outcomes { get; init; }

        public KeptRepetition? Repeats { get; init; }

        public IReadOnlyList<Speaker>? Speakers { get; init; }

        public int? QuietFor { get; init; }
    }

    private sealed record KeptMilestone(string Key, string Title, string Date, string? Time);
}
