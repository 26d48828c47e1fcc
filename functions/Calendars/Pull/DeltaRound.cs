using Microsoft.Graph.Models;
using NodaTime;
using Pathway.Functions.Calendars.Events;
using Pathway.Functions.Graph;
using Mailbox = Pathway.Functions.Graph.Mailbox;

namespace Pathway.Functions.Calendars.Pull;

/// <summary>One round of a mailbox's <c>calendarView/delta</c>, page by page until its delta link.</summary>
public sealed class DeltaRound(ProgrammeGraph graph, Mailbox mailbox)
{
    private const string PageSize = "odata.maxpagesize=100";
    private const int MostPages = 5_000;

    /// <summary>Where the next round goes on; set when the pages have come to their end.</summary>
    public string? DeltaLink { get; private set; }

    /// <summary>True when Graph led back to a page it had given before: the round has no end.</summary>
    public bool IsLooping { get; private set; }

    /// <summary>
    /// Every change since <paramref name="link"/> , or with null every event of the window. Pages may be empty, and
    /// changes come more than once.
    /// </summary>
    public async IAsyncEnumerable<CalendarChange> ReadAsync(
        string? link, Interval window, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var visited = new HashSet<string>(StringComparer.Ordinal);
        for (var page = 0; page < MostPages; page++)
        {
            var builder = graph.At(mailbox).CalendarView.Delta;
            var answer = link is null
                ? await builder.GetAsDeltaGetResponseAsync(
                    request =>
                    {
                        request.QueryParameters.StartDateTime = window.Start.ToString();
                        request.QueryParameters.EndDateTime = window.End.ToString();
                        request.Headers.Add("Prefer", PageSize);
                    },
                    cancellationToken)
                : await builder.WithUrl(link).GetAsDeltaGetResponseAsync(
                    request => request.Headers.Add("Prefer", PageSize), cancellationToken);
            foreach (var item in answer?.Value ?? [])
                yield return Read(item);

            if (answer?.OdataDeltaLink is { } end)
            {
                DeltaLink = end;
                yield break;
            }

            link = answer?.OdataNextLink;
            if (link is null || !visited.Add(link))
                break;
        }

        IsLooping = true;
    }

    private static CalendarChange Read(Event item) =>
        new(
            item.Id!,
            item.AdditionalData.ContainsKey("@removed") || item.IsCancelled is true ? null : SeenEvent.Read(item));
}
