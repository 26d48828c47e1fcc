using System.ComponentModel.DataAnnotations;

namespace Pathway.Functions.Programme;

public sealed class TermOption
{
    /// <summary>As figures name it, such as <c>2026-27 autumn</c>.</summary>
    [Required]
    public string Name { get; set; } = "";

    /// <summary>The first day, <c>2026-09-07</c>.</summary>
    [Required]
    public string From { get; set; } = "";

    /// <summary>The last day.</summary>
    [Required]
    public string To { get; set; } = "";
}
