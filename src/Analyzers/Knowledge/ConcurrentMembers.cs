using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Unravel.Analyzers.Knowledge;

/// <summary>
/// Members of the framework that run the delegate they get on another thread. A row is the type, the member (".ctor" for
/// constructors), and whether several threads can be in one delegate at once.
/// </summary>
internal static class ConcurrentMembers
{
    private static readonly Dictionary<string, Dictionary<string, bool>> s_byType = new(StringComparer.Ordinal)
    {
        ["System.Threading.Tasks.Task"] = new() { ["Run"] = false, ["ContinueWith"] = false, [".ctor"] = false },
        ["System.Threading.Tasks.TaskFactory"] = new() { ["StartNew"] = false, ["ContinueWhenAll"] = false, ["ContinueWhenAny"] = false },
        ["System.Threading.Tasks.Parallel"] = new() { ["For"] = true, ["ForEach"] = true, ["Invoke"] = false, ["ForAsync"] = true, ["ForEachAsync"] = true },
        ["System.Threading.Thread"] = new() { [".ctor"] = false },
        ["System.Threading.ThreadPool"] = new() { ["QueueUserWorkItem"] = false, ["UnsafeQueueUserWorkItem"] = false, ["RegisterWaitForSingleObject"] = true },
        ["System.Threading.Timer"] = new() { [".ctor"] = true },
        ["System.Timers.Timer"] = new() { ["Elapsed"] = true },
        ["System.IO.FileSystemWatcher"] = new() { ["Changed"] = true, ["Created"] = true, ["Deleted"] = true, ["Renamed"] = true, ["Error"] = true },
        ["System.Diagnostics.Process"] = new() { ["Exited"] = false, ["OutputDataReceived"] = false, ["ErrorDataReceived"] = false },
        ["Microsoft.AspNetCore.Builder.EndpointRouteBuilderExtensions"] = new()
        {
            ["Map"] = true, ["MapGet"] = true, ["MapPost"] = true, ["MapPut"] = true, ["MapDelete"] = true, ["MapPatch"] = true, ["MapMethods"] = true, ["MapFallback"] = true,
        },
        ["Microsoft.AspNetCore.Builder.UseExtensions"] = new() { ["Use"] = true },
        ["Microsoft.AspNetCore.Builder.RunExtensions"] = new() { ["Run"] = true },
        ["System.Linq.ParallelEnumerable"] = [], // every member
    };

    private static readonly ConditionalWeakTable<INamedTypeSymbol, string> s_fullNames = new();

    /// <summary>The use of a delegate that a member gets; null when the member is not in the table.</summary>
    public static DelegateUse? Use(INamedTypeSymbol type, string member, string? parameter)
    {
        if (type.Name is not ("Task" or "TaskFactory" or "Parallel" or "Thread" or "ThreadPool" or "Timer" or "FileSystemWatcher" or "Process" or "ParallelEnumerable" or "EndpointRouteBuilderExtensions" or "UseExtensions" or "RunExtensions"))
        {
            return null;
        }

        if (!s_byType.TryGetValue(s_fullNames.GetValue(type.OriginalDefinition, static one => one.ContainingNamespace.ToDisplayString() + "." + one.Name), out var members))
        {
            return null;
        }

        if (members.Count == 0)
        {
            return new(DelegateUseKind.Concurrent, "PLINQ " + member, IsParallelWithItself: true);
        }

        // localInit of Parallel.For runs once a thread, localFinally too: both are concurrent.
        return members.TryGetValue(member, out var many)
            ? new(DelegateUseKind.Concurrent, member == ".ctor" ? "new " + type.Name : type.Name.EndsWith("Extensions", StringComparison.Ordinal) ? member + ", for each request" : type.Name + "." + member, many && parameter is not "parallelOptions")
            : null;
    }
}
