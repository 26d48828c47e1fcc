using Pathway.Functions.Programme;

namespace Pathway.Functions.Activities;

/// <summary>Which colleges an activity is for: all that are in the programme, or those named.</summary>
public sealed record Audience(IReadOnlyList<CollegeId> Colleges)
{
    /// <summary>Everybody, whoever joins later included.</summary>
    public static Audience Everyone { get; } = new([]) { All = true };

    public bool All { get; private init; }

    public bool Includes(CollegeId college) => All || Colleges.Contains(college);

    /// <summary>Whether any of these is among them; null stands for every college.</summary>
    public bool IncludesAny(IReadOnlySet<CollegeId>? colleges) => colleges is null || colleges.Any(Includes);
}
