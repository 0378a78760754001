using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Extensions.DependencyInjection
{
    /// <summary>Stands for the library, so that the samples need none.</summary>
    public interface IServiceCollection
    {
        void AddSingleton<T>();
    }
}

namespace Unravel.Samples.Pitfalls.SharedState
{
    public static class UNR5025Startup
    {
        public static void Register(IServiceCollection services)
        {
            services.AddSingleton<UNR5025SingletonState>();
            services.AddSingleton<UNR5025SingletonStateRepaired>();
        }
    }

    /// <summary>One instance serves all requests: a greeting can name the user of another one.</summary>
    public sealed class UNR5025SingletonState
    {
        private string _user = "";

        public async Task<string> Greet(string user)
        {
            _user = user; // UNR5025
            await Task.Delay(10);
            return "Hello " + _user;
        }
    }

    /// <summary>What belongs to one request stays in its parameters.</summary>
    public sealed class UNR5025SingletonStateRepaired
    {
        public async Task<string> Greet(string user)
        {
            await Task.Delay(10);
            return "Hello " + user;
        }
    }
}
