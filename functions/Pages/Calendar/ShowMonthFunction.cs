using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NodaTime.Text;
using Pathway.Functions.Activities;
using Pathway.Functions.OpenApi;
using Pathway.Functions.Pages.House;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Pages.Calendar;

/// <summary>The activities as a month, on the programme's clock.</summary>
[Page]
public sealed class ShowMonthFunction(PageDoor door, ActivityTable catalogue, LondonClock clock)
{
    private static readonly YearMonthPattern Pattern = YearMonthPattern.Iso;

    [Function(nameof(ShowMonth))]
    public Task<IResult> ShowMonth(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "activities/month")] HttpRequest request,
        CancellationToken cancellationToken) =>
        door.AsReader(request, async visit =>
        {
            var asked = Pattern.Parse(request.Query["month"].ToString());

            // Not so far away that a month beside it could not be written.
            var month = asked is { Success: true, Value.Year: >= 2000 and < 2200 } ? asked.Value : clock.Today.ToYearMonth();
            var theirs = (await catalogue.AllAsync(cancellationToken))
                .Where(activity => !activity.IsCancelled && activity.Definition.Audience.IncludesAny(visit.Colleges));
            return new PageAnswer<MonthPage, MonthModel>(visit, MonthModel.From(month, theirs));
        });
}
