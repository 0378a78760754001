using Microsoft.CodeAnalysis;

namespace Unravel.Analyzers.Knowledge;

/// <summary>Types whose objects are the same for everybody in the process: who locks one shares the lock with strangers.</summary>
internal sealed class SharedObjects
{
    // Derived types count: a MethodInfo is a MemberInfo, and so is a Type.
    private static readonly (string Type, string Words)[] s_rows =
    [
        ("System.String", "a string, and equal strings can be one object in the whole process"),
        ("System.Type", "a Type, which is one object for everybody who asks for it"),
        ("System.Reflection.MemberInfo", "an object of reflection, which everybody gets who asks for it"),
        ("System.Reflection.ParameterInfo", "an object of reflection, which everybody gets who asks for it"),
        ("System.Reflection.Assembly", "an object of reflection, which everybody gets who asks for it"),
        ("System.Reflection.Module", "an object of reflection, which everybody gets who asks for it"),
        ("System.Threading.Thread", "a thread, which its own code and the runtime can lock"),
        ("System.AppDomain", "the application domain, of which there is one"),
        ("System.OutOfMemoryException", "an exception that the runtime made beforehand for everybody"),
        ("System.StackOverflowException", "an exception that the runtime made beforehand for everybody"),
        ("System.ExecutionEngineException", "an exception that the runtime made beforehand for everybody"),
        ("System.DBNull", "the one object of its type"),
    ];

    private readonly Dictionary<INamedTypeSymbol, string> _words = new(SymbolEqualityComparer.Default);

    public SharedObjects(Compilation compilation)
    {
        foreach (var (name, words) in s_rows)
        {
            if (compilation.GetTypeByMetadataName(name) is { } type)
            {
                _words[type] = words;
            }
        }
    }

    /// <summary>Why objects of the type are shared with strangers; null when they need not be.</summary>
    public string? WhyShared(ITypeSymbol? type)
    {
        for (var current = type as INamedTypeSymbol; current is not null; current = current.BaseType)
        {
            if (_words.TryGetValue(current, out var words))
            {
                return words;
            }
        }

        return null;
    }
}
