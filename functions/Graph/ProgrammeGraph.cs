using Azure.Identity;
using Microsoft.Extensions.Options;
using Microsoft.Graph;
using Microsoft.Graph.Users.Item;
using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Abstractions.Authentication;
using Microsoft.Kiota.Http.HttpClientLibrary.Middleware;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Graph;

/// <summary>
/// Microsoft Graph as the programme's mailboxes see it. The client is built at its first use: the SDK is tens of megabytes, and
/// the webhook path never needs it.
/// </summary>
public sealed class ProgrammeGraph(
    IOptions<GraphOptions> options, OutgoingTransport transport, MailboxShares shares, RequestOwners owners, TimeProvider time)
{
    private readonly Lock gate = new();
    private GraphServiceClient? client;

    public GraphServiceClient Client
    {
        get
        {
            lock (gate)
                return client ??= Build();
        }
    }

    public UserItemRequestBuilder At(Mailbox mailbox) => Client.Users[mailbox.Address];

    /// <summary>The same user by object id, where nothing else is taken.</summary>
    public UserItemRequestBuilder At(Mailbox mailbox, string objectId)
    {
        owners.Learn(objectId, mailbox);
        return Client.Users[objectId];
    }

    private GraphServiceClient Build()
    {
        var handlers = GraphClientFactory.CreateDefaultHandlers()
            .Where(handler => handler is not RetryHandler)
            .Append(new ImmutableIds())
            .Append(new GraphResilience(options, shares, owners, time))
            .ToList();
        var http = GraphClientFactory.Create(handlers, finalHandler: new Undisposed(transport.Handler));
        http.Timeout = Timeout.InfiniteTimeSpan;
        return new GraphServiceClient(http, Authentication(), options.Value.BaseUrl);
    }

    private IAuthenticationProvider Authentication()
    {
        var settings = options.Value;
        if (!string.IsNullOrEmpty(settings.LocalToken))
            return new FixedToken(settings.LocalToken);
        var identity = string.IsNullOrEmpty(settings.ClientId)
            ? ManagedIdentityId.SystemAssigned
            : ManagedIdentityId.FromUserAssignedClientId(settings.ClientId);
        return new Microsoft.Graph.Authentication.AzureIdentityAuthenticationProvider(
            new ManagedIdentityCredential(identity),
            allowedHosts: null,
            observabilityOptions: null,
            isCaeEnabled: true,
            "https://graph.microsoft.com/.default");
    }

    /// <summary>
    /// Without it an event's id changes when the event is moved. It is asked for on every request, as the docs say.
    /// </summary>
    private sealed class ImmutableIds : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Add("Prefer", "IdType=\"ImmutableId\"");
            return base.SendAsync(request, cancellationToken);
        }
    }

    /// <summary>The transport is shared with storage and outlives this client.</summary>
    private sealed class Undisposed(HttpMessageHandler shared) : HttpMessageHandler
    {
        private readonly HttpMessageInvoker invoker = new(shared, disposeHandler: false);

        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken) =>
            invoker.SendAsync(request, cancellationToken);

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                invoker.Dispose();
            base.Dispose(disposing);
        }
    }

    private sealed class FixedToken(string token) : IAuthenticationProvider
    {
        public Task AuthenticateRequestAsync(
            RequestInformation request,
            Dictionary<string, object>? additionalAuthenticationContext = null,
            CancellationToken cancellationToken = default)
        {
            request.Headers.TryAdd("Authorization", $"Bearer {token}");
            return Task.CompletedTask;
        }
    }
}
