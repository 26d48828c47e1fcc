namespace Pathway.Functions.Reports.Impact;

/// <summary>
/// What an academic year is to reach, and what these days reached of it; null where a small number is hidden.
/// </summary>
/// <param name="What"><c>learners</c>, <c>encounters</c>, <c>hours</c> or <c>colleges</c>.</param>
public sealed record ImpactTarget(string What, int Target, double? Reached)
{
    public int? Percent => Reached is { } reached ? (int)Math.Floor(100 * reached / Target) : null;
}
