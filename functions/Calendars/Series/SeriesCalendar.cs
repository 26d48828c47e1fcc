using Microsoft.Graph.Models;
using Microsoft.Graph.Users.Item.Events.Item.Cancel;
using NodaTime;
using NodaTime.Text;
using Pathway.Functions.Graph;
using Pathway.Functions.Programme.Rules;
using Mailbox = Pathway.Functions.Graph.Mailbox;

namespace Pathway.Functions.Calendars.Series;

/// <summary>The single dates of a series in Graph: one method, one request. Failures escape as the SDK throws them.</summary>
public sealed class SeriesCalendar(ProgrammeGraph graph)
{
    private const int PageSize = 100;

    // A date may be moved out of the time of its series, the last one most of all.
    private static readonly Period Margin = Period.FromYears(1);
    private static readonly string[] Columns = ["id", "start", "end", "originalStart", "isCancelled"];

    /// <summary>Every date that is still in the calendar.</summary>
    public async Task<IReadOnlyList<SeriesInstance>> ReadAsync(
        Mailbox mailbox, string seriesId, WeeklyPattern pattern, DateTimeZone zone, CancellationToken cancellationToken)
    {
        var instances = graph.At(mailbox).Events[seriesId].Instances;
        var found = await GraphPages.ReadAsync(
            instances.GetAsync(
                request =>
                {
                    request.QueryParameters.StartDateTime = Day(pattern.First - Margin);
                    request.QueryParameters.EndDateTime = Day(pattern.Last + Margin);
                    request.QueryParameters.Select = Columns;
                    request.QueryParameters.Top = PageSize;
                },
                cancellationToken),
            page => page.Value,
            link => instances.WithUrl(link).GetAsync(cancellationToken: cancellationToken));
        return
        [
            .. found.Where(item => item is { Id: not null, OriginalStart: not null } and not { IsCancelled: true })
                .Select(item => new SeriesInstance(
                    item.Id!,
                    Instant.FromDateTimeOffset(item.OriginalStart!.Value).InZone(zone).Date,
                    Local(item.Start, zone),
                    Local(item.End, zone)))
                .DistinctBy(instance => instance.Date).OrderBy(instance => instance.Date),
        ];
    }

    /// <summary>Everybody is told of this date alone.</summary>
    public Task MoveAsync(
        Mailbox mailbox,
        string instanceId,
        LocalDateTime start,
        LocalDateTime end,
        string zone,
        CancellationToken cancellationToken) =>
        graph.At(mailbox).Events[instanceId].PatchAsync(
            new Event { Start = Time(start, zone), End = Time(end, zone) }, cancellationToken: cancellationToken);

    /// <summary>Takes one date out of every calendar; without a comment where there is nobody to tell.</summary>
    public Task CancelAsync(
        Mailbox mailbox, string instanceId, string? comment, CancellationToken cancellationToken) => comment is null
        ? graph.At(mailbox).Events[instanceId].DeleteAsync(cancellationToken: cancellationToken)
        : graph.At(mailbox).Events[instanceId].Cancel.PostAsync(
            new CancelPostRequestBody { Comment = comment }, cancellationToken: cancellationToken);

    private static string Day(LocalDate date) => $"{LocalDatePattern.Iso.Format(date)}T00:00:00Z";

    private static DateTimeTimeZone Time(LocalDateTime time, string zone) =>
        new() { DateTime = LocalDateTimePattern.GeneralIso.Format(time), TimeZone = zone };

    private static LocalDateTime Local(DateTimeTimeZone? time, DateTimeZone zone) =>
        LocalDateTimePattern.ExtendedIso.Parse(time?.DateTime ?? "") is { Success: true, Value: var utc }
            ? utc.InUtc().WithZone(zone).LocalDateTime
            : default;
}
