namespace Pathway.Functions.Engagement.Disclosure;

/// <summary>
/// One constraint: the sum of coefficient times variable equals <see cref="Bound"/>, or is at most that.
/// </summary>
internal sealed record LinearRow(double[] Coefficients, double Bound, bool IsEquality);
