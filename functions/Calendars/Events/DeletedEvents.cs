using System.Text;
using Microsoft.Graph.Models;
using Microsoft.Graph.Models.ODataErrors;
using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Abstractions.Serialization;
using Pathway.Functions.Graph;
using Mailbox = Pathway.Functions.Graph.Mailbox;

namespace Pathway.Functions.Calendars.Events;

/// <summary>
/// Events in Deleted Items. Whether Exchange lets one be moved back is not documented, and the SDK has no such call:
/// where it does not, the answer is an error like any other, and the event is made again.
/// </summary>
public sealed class DeletedEvents(ProgrammeGraph graph)
{
    private const string Calendar = "calendar";

    private static readonly Dictionary<string, ParsableFactory<IParsable>> Errors = new(StringComparer.Ordinal)
    {
        ["XXX"] = ODataError.CreateFromDiscriminatorValue,
    };

    /// <summary>Moves an event back into the calendar, under its id. Nobody is mailed.</summary>
    public async Task MoveBackAsync(Mailbox mailbox, string eventId, CancellationToken cancellationToken)
    {
        var request = graph.At(mailbox).Events[eventId].ToGetRequestInformation();
        request.HttpMethod = Method.POST;
        request.UrlTemplate = "{+baseurl}/users/{user%2Did}/events/{event%2Did}/move";
        request.SetStreamContent(
            new MemoryStream(Encoding.UTF8.GetBytes($"{{\"destinationId\":\"{Calendar}\"}}")), "application/json");
        await graph.Client.RequestAdapter.SendAsync(
            request, Event.CreateFromDiscriminatorValue, Errors, cancellationToken);
    }
}
