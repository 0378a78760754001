using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Diagnostics.Runtime;

namespace Unravel.Diagnostics.Tests.Symbols;

/// <summary>Names of types and methods as the debugging library gives them; for types by its own code.</summary>
internal static partial class ClrNames
{
    private static readonly Func<string, string> s_parse = typeof(ClrType).Assembly
        .GetType("Microsoft.Diagnostics.Runtime.Implementation.DacNameParser", throwOnError: true)!
        .GetMethod("Parse", BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic, [typeof(string)])!
        .CreateDelegate<Func<string, string>>();

    public static string Of(Type type) => s_parse(type.FullName ?? throw new ArgumentException($"{type} is open."));

    /// <summary>A generic method carries the full names of its arguments, with their assemblies.</summary>
    public static string Of(MethodBase method, params Type[] arguments) => arguments.Length == 0
        ? method.Name
        : $"{method.Name}[[{string.Join("],[", arguments.Select(argument => Versions().Replace(argument.AssemblyQualifiedName!, "")))}]]";

    [GeneratedRegex(", Version=[^],]*, Culture=[^],]*, PublicKeyToken=[^],]*")]
    private static partial Regex Versions();
}
