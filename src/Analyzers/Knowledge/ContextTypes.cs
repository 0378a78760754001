using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Unravel.Analyzers.Knowledge;

/// <summary>Types whose code needs the context it was called in: windows, controls, components, controllers.</summary>
internal sealed class ContextTypes(Compilation compilation)
{
    private static readonly string[] s_names =
    [
        "System.Windows.Threading.DispatcherObject",
        "System.Windows.Forms.Control",
        "System.Windows.Input.ICommand",
        "Microsoft.UI.Xaml.DependencyObject",
        "Microsoft.Maui.Controls.BindableObject",
        "Avalonia.AvaloniaObject",
        "Microsoft.AspNetCore.Components.IComponent",
        "Microsoft.AspNetCore.Mvc.ControllerBase",
        "System.Web.Mvc.Controller",
        "System.Web.UI.Control",
    ];

    private readonly ImmutableArray<INamedTypeSymbol> _types =
        s_names.Select(compilation.GetTypeByMetadataName).OfType<INamedTypeSymbol>().ToImmutableArray();

    /// <summary>The member belongs to such a type, or to a type inside one.</summary>
    public bool Has(ISymbol member)
    {
        if (_types.IsEmpty)
        {
            return false;
        }

        for (var type = member.ContainingType; type is not null; type = type.ContainingType)
        {
            for (var current = type; current is not null; current = current.BaseType)
            {
                if (_types.Contains(current, SymbolEqualityComparer.Default) || current.Interfaces.Any(known => _types.Contains(known, SymbolEqualityComparer.Default)))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
