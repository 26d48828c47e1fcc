using Microsoft.AspNetCore.Http;
using Pathway.Functions.Colleges;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Http;
using Pathway.Functions.Webhooks.Intake;

namespace Pathway.Functions.Webhooks.Check;

/// <summary>
/// Lets a college's technician in with the college's own password, whom nobody has signed in to the programme. A
/// college that does not exist is refused like a wrong password.
/// </summary>
public sealed class TechnicianAccess(SenderAuthentication senders, HttpGuard guard, TimeProvider time)
{
    private const string Words =
        "Send the college's xAPI password: HTTP Basic with the college's id as user, or Authorization: Bearer.";

    public Task<IResult> AsTechnicianOf(
        HttpRequest request, string college, Func<CollegeKeys, Task<IResult>> then, CancellationToken cancellationToken) =>
        guard.RunAsync(
            request,
            async () =>
            {
                IntakeStep? Prove(CollegeKeys keys) =>
                    PlatformPassword.CheckEither(keys, college, request.Headers, time.GetUtcNow()) is { } refusal
                        ? new IntakeStep("password", Words, refusal)
                        : null;
                return await senders.AuthenticateAsync(college, Dialect.Pathway, Prove, cancellationToken) is { } keys
                    ? await then(keys)
                    : Problem.Unauthorised(Words, time.GetUtcNow(), PlatformPassword.Challenge);
            });
}
