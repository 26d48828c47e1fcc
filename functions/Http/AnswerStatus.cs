using Microsoft.AspNetCore.Http;

namespace Pathway.Functions.Http;

/// <summary>The status an answer will have, before it is written.</summary>
public static class AnswerStatus
{
    public static int CodeOf(IResult answer) =>
        answer is IStatusCodeHttpResult { StatusCode: { } status } ? status : StatusCodes.Status200OK;
}
