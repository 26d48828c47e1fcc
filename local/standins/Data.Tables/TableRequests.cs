using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Data.Tables;

/// <summary>An account's pipeline, and what every request to it carries.</summary>
internal sealed class TableRequests
{
    private readonly HttpPipeline pipeline;

    public TableRequests(TableAccount account, TableClientOptions? options)
    {
        options ??= TableClientOptions.WhenNoneGiven;
        AccountName = account.Name;
        Endpoint = account.Endpoint.GetLeftPart(UriPartial.Path).TrimEnd('/');
        pipeline = HttpPipelineBuilder.Build(new HttpPipelineOptions(options)
        {
            PerRetryPolicies = { account.Authentication },
            RequestFailedDetailsParser = TableErrors.Instance,
        });
    }

    public string AccountName { get; }

    /// <summary>Without a slash at its end.</summary>
    public string Endpoint { get; }

    /// <param name="path">Escaped, relative to the account, with its query.</param>
    /// <param name="expected">When one refusal is an answer here: it is neither logged as an error nor thrown.</param>
    public HttpMessage Create(RequestMethod method, string path, ResponseClassifier? expected = null)
    {
        var message = pipeline.CreateMessage();
        if (expected is not null)
            message.ResponseClassifier = expected;
        message.Request.Method = method;
        message.Request.Uri.Reset(new Uri($"{Endpoint}/{path}"));
        message.Request.Headers.Add("x-ms-version", TableWire.Version);
        message.Request.Headers.Add("DataServiceVersion", "3.0");
        message.Request.Headers.Add("Accept", TableWire.Accept);
        return message;
    }

    /// <exception cref="RequestFailedException">The service refused, after the retries of the options.</exception>
    public async Task<Response> SendAsync(HttpMessage message, CancellationToken cancellationToken)
    {
        using (message)
        {
            await pipeline.SendAsync(message, cancellationToken);
            return message.Response.IsError ? throw new RequestFailedException(message.Response) : message.Response;
        }
    }

    public async Task<Response> CreateTableIfNotExistsAsync(string tableName, CancellationToken cancellationToken)
    {
        var message = Create(RequestMethod.Post, "Tables", TableWire.ConflictExpected);
        message.Request.Headers.Add("Prefer", "return-no-content");
        message.Request.Headers.Add("Content-Type", TableWire.ContentType);
        message.Request.Content = RequestContent.Create(BinaryData.FromObjectAsJson(new { TableName = tableName }));
        var response = await SendAsync(message, cancellationToken);

        // A table that is being deleted answers 409 too, and is not there.
        return response.Status == 409 && new RequestFailedException(response) is { ErrorCode: "TableBeingDeleted" } refusal ? throw refusal : response;
    }
}
