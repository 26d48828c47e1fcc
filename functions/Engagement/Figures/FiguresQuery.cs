using NodaTime;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Engagement.Figures;

/// <summary>Which figures: of one college, or of all of them together where it is null.</summary>
public sealed record FiguresQuery(CollegeId? College, LocalDate From, LocalDate To, FiguresBy By);
