using NodaTime;
using Pathway.Functions.Colleges;
using Pathway.Functions.Digests.Content;
using Pathway.Functions.Pages.Activities;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Pages.Home;

/// <summary>The start page: what needs the reader, this week, and the last one.</summary>
/// <param name="Needs">Empty for a coordinator.</param>
/// <param name="Own">A coordinator's colleges; empty for the manager.</param>
/// <param name="At">When the figures were read; null where they are of this moment.</param>
/// <param name="Figures">The last full week's; empty where there is nobody to count.</param>
public sealed record HomeModel(
    IReadOnlyList<Need> Needs,
    IReadOnlyList<ActivityLine> Sessions,
    IsoWeek Week,
    IReadOnlyList<WeekFigure> Figures,
    IReadOnlyList<College> Own,
    Completeness? Completeness,
    Instant? At);
