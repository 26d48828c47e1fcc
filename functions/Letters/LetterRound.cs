using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Pathway.Functions.Activities;
using Pathway.Functions.Activities.Speakers;
using Pathway.Functions.Calendars.Invitations;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Letters;

/// <summary>Sends every letter that is due: to speakers by the calendar, and what was asked for. One that fails stops no other.</summary>
public sealed partial class LetterRound(
    ActivityTable catalogue,
    LetterTable table,
    LetterDelivery delivery,
    SpeakerWriter writer,
    NudgeWriter nudges,
    AddressHash hash,
    IOptions<LettersOptions> options,
    LondonClock clock,
    ILogger<LetterRound> logger)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var activities = (await catalogue.AllAsync(cancellationToken)).ToDictionary(activity => activity.Id);
        var due = activities.Values.Where(activity => !activity.IsCancelled).SelectMany(Due).ToHashSet();
        due.UnionWith((await table.OpenAsync(cancellationToken)).Select(slot => slot.Key));
        var failures = new List<Exception>();
        foreach (var key in due.OrderBy(key => key.ToString(), StringComparer.Ordinal))
        {
            try
            {
                var activity = activities.GetValueOrDefault(key.Activity);
                await delivery.DeliverAsync(key, token => ComposeAsync(key, activity, token), cancellationToken);
            }
#pragma warning disable CA1031 // Whatever is wrong with one letter must not cost the others theirs; all of it is thrown at the end.
            catch (Exception failure) when (failure is not OperationCanceledException)
#pragma warning restore CA1031
            {
                Log.Failed(logger, key.Activity, key.Kind, failure);
                failures.Add(failure);
            }
        }

        if (failures.Count > 0)
            throw new AggregateException("Some letters could not be sent; the next run tries again.", failures);
    }

    private IEnumerable<LetterKey> Due(Activity activity)
    {
        if (SpeakerCalendar.DueAt(clock.Now, activity.Definition, options.Value) is not var (kind, occurrence))
            return [];
        var day = LondonClock.DateOf(
            WallClock.At(
                kind == LetterKind.ThankYou ? occurrence.End : occurrence.Start, activity.Definition.Zone));
        return activity.Definition.Speakers.Where(speaker => speaker.Email.Length > 0)
            .Select(speaker => new LetterKey(activity.Id, kind, day, NameOf(speaker)));
    }

    private async Task<Letter?> ComposeAsync(LetterKey key, Activity? activity, CancellationToken cancellationToken)
    {
        if (activity is null or { IsCancelled: true })
            return null;
        if (key.Kind == LetterKind.Nudge)
            return await nudges.WriteAsync(activity, key.To, cancellationToken);

        // Moved, taken out or too late since it was claimed: there is nothing to remind of.
        if (!Due(activity).Contains(key)
            || activity.Definition.Speakers.FirstOrDefault(speaker => NameOf(speaker) == key.To) is not { } speaker)
            return null;
        return await LetterRendering.RenderAsync(
            await writer.WriteAsync(key.Kind, activity, speaker, cancellationToken), [speaker.Email]);
    }

    private string NameOf(Speaker speaker) => ResponseCounts.NameOf(hash.Compute(speaker.Email));

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Error, EventName = "LetterFailed",
            Message = "The {Kind} letter about {Activity} could not be sent")]
        public static partial void Failed(ILogger logger, ActivityId activity, LetterKind kind, Exception failure);
    }
}
