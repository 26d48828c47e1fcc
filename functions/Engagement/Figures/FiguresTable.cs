using System.Text.Json.Serialization;

namespace Pathway.Functions.Engagement.Figures;

/// <summary>
/// The answer of <c>GET /api/engagement</c>. <see cref="Complete"/>: everything that was accepted has been counted.
/// </summary>
/// <param name="Hidden">True where a figure is null because few learners stand behind it; else not there.</param>
public sealed record FiguresTable(
    string From,
    string To,
    string By,
    bool Complete,
    IReadOnlyList<FigureRow> Rows,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Hidden = null);
