namespace Microsoft.AspNetCore.Http
{
    /// <summary>Stands for the type of the web framework, which this project does not reference.</summary>
    public abstract class HttpContext
    {
        public string Path { get; set; } = "";
    }
}

namespace Unravel.Samples.Pitfalls.Async
{
    using Microsoft.AspNetCore.Http;

    /// <summary>The audit may write the path of the next request: the server uses the same object for it.</summary>
    public sealed class UNR2011RequestOutlived(TextWriter audit)
    {
        public void Handle(HttpContext context)
        {
            ThreadPool.QueueUserWorkItem(
                _ => audit.WriteLine(context.Path)); // UNR2011
        }
    }

    /// <summary>The work gets a copy of what it needs.</summary>
    public sealed class UNR2011RequestOutlivedRepaired(TextWriter audit)
    {
        public void Handle(HttpContext context)
        {
            var path = context.Path;
            ThreadPool.QueueUserWorkItem(_ => audit.WriteLine(path));
        }
    }
}
