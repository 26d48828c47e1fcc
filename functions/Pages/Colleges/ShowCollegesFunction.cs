using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;
using Pathway.Functions.Colleges;
using Pathway.Functions.Engagement.Figures;
using Pathway.Functions.Engagement.Readings;
using Pathway.Functions.OpenApi;
using Pathway.Functions.Pages.House;
using Pathway.Functions.Programme;
using Pathway.Functions.Programme.Rules;

namespace Pathway.Functions.Pages.Colleges;

/// <summary>The colleges as pages.</summary>
[Page]
public sealed class ShowCollegesFunction(
    PageDoor door,
    CollegeDoor room,
    CollegeTable register,
    CollegePulseReader pulses,
    ProgrammeReadings readings,
    DeliveryLogReader deliveries,
    Keyring keyring,
    IOptions<ProgrammeOptions> programme)
{
    [Function(nameof(ShowColleges))]
    public Task<IResult> ShowColleges(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "colleges")] HttpRequest request,
        CancellationToken cancellationToken) =>
        door.AsReader(request, async visit =>
        {
            var own = (await register.AllAsync(cancellationToken))
                .Where(college => college.LeftAt is null && visit.Reads(college.Id))
                .ToList();
            if (!visit.IsManager && own is [var only])
                return Results.LocalRedirect(PageAddress.To(only.Id));
            if (!visit.IsManager)
                return new PageAnswer<CollegesPage, CollegesModel>(
                    visit, new CollegesModel(await pulses.ReadPulsesAsync(own, cancellationToken), At: null));
            var reading = await readings.OpenAsync(cancellationToken);
            var read = await pulses.ReadAsync(own, reading, cancellationToken);
            return new PageAnswer<CollegesPage, CollegesModel>(
                visit, new CollegesModel([.. read.Select(one => one.Pulse)], reading.At));
        });

    [Function(nameof(ShowCollege))]
    public Task<IResult> ShowCollege(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "colleges/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        room.AsReader(
            request,
            id,
            (visit, college) => ShowAsync(
                visit, college, request.Query["after"].ToString(), request.Query["delivery"].ToString(), cancellationToken),
            cancellationToken);

    private async Task<IResult> ShowAsync(
        Visit visit, College college, string after, string sent, CancellationToken cancellationToken)
    {
        var pulse = (await pulses.ReadPulsesAsync([college], cancellationToken))[0];
        var log = await deliveries.ReadAsync(new CollegeKeys(college, keyring), after, sent, cancellationToken);
        var feed = visit.IsManager ? FeedAddress.For(college, keyring, programme.Value) : null;
        return new PageAnswer<CollegePage, CollegeModel>(visit, new CollegeModel(college, pulse, log, sent, feed));
    }
}
