using Microsoft.CodeAnalysis;

namespace Unravel.Analyzers.Knowledge;

/// <summary>The methods of the framework that write any object as text.</summary>
internal static class TextMethods
{
    public static bool IsOne(IMethodSymbol method) => method.Name switch
    {
        "Write" or "WriteLine" => method.ContainingType.Name is "Console" or "TextWriter" or "StreamWriter" or "StringWriter" or "Debug" or "Trace",
        "Format" or "Concat" or "Join" => method.ContainingType.SpecialType == SpecialType.System_String,
        "Append" or "AppendFormat" or "AppendLine" or "Insert" => method.ContainingType.Name == "StringBuilder",
        _ => false,
    } && CollectionMethods.IsLibrary(method);
}
