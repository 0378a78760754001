using Microsoft.CodeAnalysis;

namespace Unravel.Analyzers.Knowledge;

/// <summary>Types whose objects belong to one thread: those of the user interfaces, and what is marked [ThreadConfined].</summary>
internal sealed class ConfinedTypes
{
    private const string Attribute = "ThreadConfinedAttribute";

    private static readonly string[] s_userInterface =
    [
        "System.Windows.Forms.Control",
        "System.Windows.Threading.DispatcherObject",
        "Microsoft.UI.Xaml.DependencyObject",
        "Windows.UI.Xaml.DependencyObject",
        "Avalonia.AvaloniaObject",
        "Microsoft.Maui.Controls.BindableObject",
    ];

    // How one gets back to the thread, and what may be asked from anywhere.
    private static readonly HashSet<string> s_free = new(StringComparer.Ordinal)
    {
        "Invoke", "BeginInvoke", "EndInvoke", "InvokeAsync", "InvokeRequired", "Dispatcher", "DispatcherQueue", "CheckAccess", "VerifyAccess",
        "CreateGraphics", "IsHandleCreated", "IsDisposed", "Disposing",
    };

    private readonly List<INamedTypeSymbol> _userInterface = [];
    private readonly INamedTypeSymbol? _freezable;

    public ConfinedTypes(Compilation compilation)
    {
        _freezable = compilation.GetTypeByMetadataName("System.Windows.Freezable");
        HasMarks = !compilation.GetTypesByMetadataName($"{GuardAttributes.Namespace}.{Attribute}").IsEmpty;
        foreach (var name in s_userInterface)
        {
            if (compilation.GetTypeByMetadataName(name) is { } type)
            {
                _userInterface.Add(type);
            }
        }
    }

    /// <summary>Whether the compilation has anything that can be confined.</summary>
    public bool Any => HasMarks || _userInterface.Count > 0;

    private bool HasMarks { get; }

    /// <summary>Why the member of the object must not be used elsewhere, as it stands in a message; null when it may.</summary>
    /// <param name="owner">The field or property that the object comes from, when it has one.</param>
    public string? WhyConfined(ITypeSymbol? type, ISymbol? owner, ISymbol member)
    {
        if (s_free.Contains(member.Name))
        {
            return null;
        }

        if (HasMarks && owner is not null && GuardAttributes.Has(owner, Attribute))
        {
            return $"'{owner.Name}' is marked [ThreadConfined]";
        }

        for (var current = type as INamedTypeSymbol; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current, _freezable))
            {
                return null; // a frozen one is free
            }

            if (HasMarks && GuardAttributes.Has(current, Attribute))
            {
                return $"'{current.Name}' is marked [ThreadConfined]";
            }

            if (_userInterface.Contains(current, SymbolEqualityComparer.Default) && IsOfFramework(member, current))
            {
                return $"objects of '{current.Name}' belong to the thread of the user interface";
            }
        }

        return null;
    }

    // What people add to their own forms may be for any thread.
    private static bool IsOfFramework(ISymbol member, INamedTypeSymbol confined)
    {
        var space = member.ContainingType.ContainingNamespace.ToDisplayString();
        var root = confined.ContainingNamespace.ToDisplayString();
        return space == root
            || space.StartsWith(root + ".", StringComparison.Ordinal)
            || space.StartsWith("System.Windows", StringComparison.Ordinal);
    }
}
