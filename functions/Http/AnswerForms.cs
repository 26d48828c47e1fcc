using Microsoft.AspNetCore.Http;

namespace Pathway.Functions.Http;

public static class AnswerForms
{
    /// <summary>
    /// From <c>?format=</c>, else from the first of Accept that is known; JSON without either. Null for a format
    /// nobody knows.
    /// </summary>
    public static AnswerForm? AskedBy(HttpRequest request) => request.Query["format"].ToString() switch
    {
        "json" => AnswerForm.Json,
        "csv" => AnswerForm.Csv,
        "html" => AnswerForm.Html,
        "" =>
            request.GetTypedHeaders().Accept
                .OrderByDescending(type => type.Quality ?? 1)
                .Select(type => type.MediaType.Value switch
        {
            "application/json" => AnswerForm.Json,
            "text/csv" => AnswerForm.Csv,
            "text/html" => (AnswerForm?)AnswerForm.Html,
            _ => null,
        }).FirstOrDefault(form => form is not null) ?? AnswerForm.Json,
        _ => null,
    };
}
