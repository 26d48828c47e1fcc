namespace Pathway.Functions.Activities.Speakers;

/// <summary>An expert from outside: invited beside the colleges, shown to them, counted among nobody's learners.</summary>
/// <param name="Email">In lower case; empty once the academic year is over.</param>
public sealed record Speaker(string Name, string Email, string Organisation = "")
{
    /// <summary><c>Dr Amara Nwosu (Northern Trust)</c>.</summary>
    public string Describe() => Organisation.Length == 0 ? Name : $"{Name} ({Organisation})";
}
