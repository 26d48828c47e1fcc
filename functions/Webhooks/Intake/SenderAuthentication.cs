using Microsoft.Extensions.Logging;
using Pathway.Functions.Colleges;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Webhooks.Intake;

/// <summary>Whose a call is, if it is proved to be theirs.</summary>
public sealed partial class SenderAuthentication(
    CollegeDirectory directory, RefusalLog refusals, Keyring keyring, TimeProvider time, ILogger<SenderAuthentication> logger)
{
    // Stands in for a college that does not exist, so that refusing it takes the same work.
    private readonly CollegeKeys nobody =
        new(new College(CollegeId.Parse("utc-nobody"), new CollegeDefinition { Name = "" }) { Salt = new byte[32] }, keyring);

    /// <summary>
    /// The college if the call is proved to be its own. Before a call is refused the college is read anew (at most once in five
    /// seconds): it may have joined, or rotated its secret, through another instance.
    /// </summary>
    public async ValueTask<CollegeKeys?> AuthenticateAsync(IDialect dialect, IncomingCall incoming, CancellationToken cancellationToken)
    {
        var college = CollegeId.TryParse(incoming.College, out var id) ? await directory.FindAsync(id, cancellationToken) : null;

        // The same checks whoever is asked for: an unknown college is refused after the work of one that has one secret.
        if (FirstRefusal(dialect, incoming, college ?? nobody) is null && college is not null)
            return college;
        var fresh = await directory.FindFreshAsync(id, cancellationToken);
        var refusal = FirstRefusal(dialect, incoming, fresh ?? nobody);
        if (fresh is not null && refusal is null)
            return fresh;
        if (fresh is not null)
            refusals.Note(fresh.Id, dialect.Name, refusal!.Value);
        else
            Log.UnknownCollege(logger, dialect.Name.Word());
        return null;
    }

    private Refusal? FirstRefusal(IDialect dialect, IncomingCall incoming, CollegeKeys college)
    {
        foreach (var step in dialect.Authenticate(incoming, college, time.GetUtcNow()))
        {
            if (!step.IsPassed)
                return step.Refusal;
        }

        return null;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Refused a {Dialect} call for a college that is not in the programme.")]
        public static partial void UnknownCollege(ILogger logger, string dialect);
    }
}
