namespace Pathway.Functions.Letters;

/// <summary>Whom a nudge goes to.</summary>
/// <param name="Asked">They are written to within five minutes.</param>
/// <param name="AskedBefore">They were asked today already.</param>
public sealed record NudgeView(IReadOnlyList<string> Asked, IReadOnlyList<string> AskedBefore);
