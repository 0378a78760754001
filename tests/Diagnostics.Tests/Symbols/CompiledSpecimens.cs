using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Unravel.Diagnostics.Symbols;

namespace Unravel.Diagnostics.Tests.Symbols;

/// <summary>The programs that Specimens.targets compiles, and the marks in their source.</summary>
internal static class CompiledSpecimens
{
    private static readonly string s_folder = Path.Combine(AppContext.BaseDirectory, "specimens");

    public static string Debug => Path.Combine(s_folder, "debug", "Specimens.dll");

    public static string Other => Path.Combine(s_folder, "other", "Specimens.dll");

    /// <summary>Optimised, its symbols inside.</summary>
    public static string Release => Path.Combine(s_folder, "release", "Specimens.dll");

    public static string TopLevel => Path.Combine(s_folder, "toplevel", "TopLevel.dll");

    /// <summary>Calls.cs, optimised.</summary>
    public static string Calls => Path.Combine(s_folder, "calls", "Calls.dll");

    /// <summary>Locks.cs in the form Debug, Release or Embedded: optimised with its source inside.</summary>
    public static string Locks(string form) => Path.Combine(s_folder, "locks", form + ".dll");

    /// <summary>The marked lines of a method, by number.</summary>
    public static string[] Marked(string method, string source = "Awaits.cs") =>
    [
        .. File.ReadLines(Path.Combine(s_folder, source))
            .Select((line, index) => (Marks: line.Split("//@ ").Skip(1).FirstOrDefault()?.Split(' ') ?? [], Number: index + 1))
            .Where(line => line.Marks.Length > 0 && line.Marks[0] == method)
            .SelectMany(line => line.Marks.Skip(1).Select(state => (State: int.Parse(state, null), line.Number)))
            .OrderBy(mark => mark.State)
            .Select(mark => $"{source}:{mark.Number}"),
    ];

    /// <summary>The token of the state machine of a method.</summary>
    public static int StateMachineOf(ModuleSymbols module, string method)
    {
        var handle = module.Metadata.TypeDefinitions.Single(type =>
            module.Metadata.GetString(module.Metadata.GetTypeDefinition(type).Name).StartsWith($"<{method}>d", StringComparison.Ordinal));
        return MetadataTokens.GetToken(handle);
    }

    public static int TokenOf(ModuleSymbols module, string method) => MetadataTokens.GetToken(module.Metadata.MethodDefinitions.Single(handle =>
        module.Metadata.StringComparer.Equals(module.Metadata.GetMethodDefinition(handle).Name, method)));
}
