using Azure.Storage.Queues;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.Services.AddSingleton(new QueueClient(
    builder.Configuration["DataStorage"], builder.Configuration["FactsQueue"], new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 }));
await builder.Build().RunAsync();
