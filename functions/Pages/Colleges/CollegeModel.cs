using Pathway.Functions.Colleges;
using Pathway.Functions.Engagement.Figures;
using Pathway.Functions.Http;

namespace Pathway.Functions.Pages.Colleges;

/// <summary>What the page of one college shows.</summary>
/// <param name="Sent">The id of the one call that is looked for; empty for all.</param>
/// <param name="Feed">For the manager only: whoever has it reads the calendar.</param>
public sealed record CollegeModel(
    College College, CollegePulse Pulse, Page<DeliveryView> Deliveries, string Sent, FeedAddress? Feed);
