using System.ComponentModel.DataAnnotations;

namespace Pathway.Functions.Programme;

/// <summary>Section <c>Programme</c>: what the programme is called and where it is reached.</summary>
public sealed class ProgrammeOptions
{
    public const string Section = "Programme";

    [Required]
    public string Name { get; set; } = "Digital Health Pathway";

    /// <summary>
    /// The public address of this app, without a trailing slash: links in mails and feeds start with it.
    /// </summary>
    [Required]
    [Url]
    public string BaseUrl { get; set; } = "";

    /// <summary>What must stay whatever its age, as <c>utc-leeds/2025</c>.</summary>
    public IList<string> Holds { get; } = [];

    /// <summary>
    /// How 10/02/2027 is read where a spreadsheet does not show it: as 2 October with true, else as 10 February.
    /// </summary>
    public bool MonthsFirst { get; set; }
}
