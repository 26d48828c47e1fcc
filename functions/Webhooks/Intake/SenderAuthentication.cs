using Microsoft.Extensions.Logging;
using Pathway.Functions.Colleges;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Webhooks.Intake;

/// <summary>Whose a call is, if it is proved to be theirs.</summary>
public sealed partial class SenderAuthentication(
    CollegeDirectory directory, RefusalLog refusals, Keyring keyring, ILogger<SenderAuthentication> logger)
{
    // Stands in for a college that does not exist, so that refusing it takes the same work.
    private readonly CollegeKeys nobody =
        new(
            new College(CollegeId.Parse("utc-nobody"), new CollegeDefinition { Name = "" }) { Salt = new byte[32] },
            keyring);

    /// <summary>
    /// The college if the call is proved to be its own. Before a call is refused the college is read anew (at most once in five
    /// seconds): it may have joined, or rotated its secret, through another instance.
    /// </summary>
    /// <param name="named">The college in the call's address.</param>
    /// <param name="prove">The step at which a college's proof fails, or null; it takes the same work whoever the
    /// college is.</param>
    public async ValueTask<CollegeKeys?> AuthenticateAsync(
        string named, Dialect dialect, Func<CollegeKeys, IntakeStep?> prove, CancellationToken cancellationToken)
    {
        var college = CollegeId.TryParse(named, out var id) ? await directory.FindAsync(id, cancellationToken) : null;

        // The same checks whoever is asked for: an unknown college is refused after the work of one that has one secret.
        if (Prove(college ?? nobody) is null && college is not null)
            return college;
        var fresh = await directory.FindFreshAsync(id, cancellationToken);
        var refused = Prove(fresh ?? nobody);
        if (fresh is not null && refused is null)
            return fresh;
        if (fresh is not null)
        {
            refusals.Note(fresh.Id, dialect, refused!.Value.Refusal!.Value, refused.Value.Detail, isProved: false);
            return null;
        }

        RefusalLog.Count(dialect, "unknown");
        Log.UnknownCollege(logger, dialect.Word());
        return null;

        // A secret given out before the root key was replaced counts until that root is taken away.
        IntakeStep? Prove(CollegeKeys keys)
        {
            var step = prove(keys);
            return step is null || keys.Previous is not { } previous || prove(previous) is not null ? step : null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Refused a {Dialect} call for a college that is not in the programme.")]
        public static partial void UnknownCollege(ILogger logger, string dialect);
    }
}
