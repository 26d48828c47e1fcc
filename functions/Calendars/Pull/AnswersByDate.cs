using NodaTime;
using Pathway.Functions.Activities;
using Pathway.Functions.Calendars.Invitations;

namespace Pathway.Functions.Calendars.Pull;

/// <summary>
/// What people answer to one date of a series. Exchange keeps it with the date, which is then an exception of its own, and Graph's
/// list of changes tells of that in full: nothing more is asked, and nothing written where nothing is new.
/// </summary>
public sealed class AnswersByDate(InvitationTable invitations, AddressHash hash)
{
    // A property of a table holds 64 KiB.
    private const int MostEntries = 800;

    /// <param name="invitation">The series.</param>
    /// <param name="known">The answers to all of it, as they now are.</param>
    /// <param name="activity">Whose dates they are.</param>
    /// <param name="context">What was told.</param>
    /// <param name="cancellationToken">Stops before the write.</param>
    public async Task KeepAsync(
        Invitation invitation, ResponseCounts known, Activity activity, PullContext context, CancellationToken cancellationToken)
    {
        if (invitation is not { HasEvent: true, Key.Part: "" })
            return;
        var (zone, guests) = (activity.Definition.Zone!, context.Guests.With(activity.Definition.Speakers));
        var held = activity.Definition.Occurrences().Select(one => one.Date).ToHashSet();
        var from = context.Window.Start.InZone(zone).Date;
        var dates = known.Dates.Where(date => !context.IsWhole || date.Key < from).ToDictionary();
        foreach (var day in context.Days.Where(day => day.SeriesId == invitation.EventId))
        {
            var date = (day.OriginalStart ?? day.Start.InUtc().ToInstant()).InZone(zone).Date;
            dates.Remove(date);
            if (day.IsException && held.Contains(date))
                dates[date] = ResponseCounts.Count(day.Attendees, guests, hash).Colleges;
        }

        var own = Fitting(dates.Where(date => held.Contains(date.Key) && !Same(date.Value, known.Colleges)));
        if (own.Count != known.Dates.Count || own.Any(date => !known.Dates.TryGetValue(date.Key, out var was) || !Same(was, date.Value)))
            await invitations.WriteDatesAsync(activity.Id, invitation.Key, own, cancellationToken);
    }

    /// <summary>In their order, as many as a row holds.</summary>
    private static Dictionary<LocalDate, IReadOnlyDictionary<string, Responses>> Fitting(
        IEnumerable<KeyValuePair<LocalDate, IReadOnlyDictionary<string, Responses>>> dates)
    {
        var (fitting, entries) = (new Dictionary<LocalDate, IReadOnlyDictionary<string, Responses>>(), 0);
        foreach (var (date, colleges) in dates.OrderBy(date => date.Key))
        {
            entries += colleges.Count;
            if (entries <= MostEntries)
                fitting[date] = colleges;
        }

        return fitting;
    }

    private static bool Same(IReadOnlyDictionary<string, Responses> one, IReadOnlyDictionary<string, Responses> other) =>
        one.Count == other.Count && one.All(college => other.GetValueOrDefault(college.Key) == college.Value);
}
