namespace Unravel.Analyzers.Flow;

/// <summary>
/// Places that are known to be true or not null, or false or null. Immutable. A function tells few of them apart at a time, so
/// a short array beats a tree; beyond <see cref="Most"/> nothing more is remembered, and what is not known is not used.
/// </summary>
internal sealed class KnownValues
{
    public const int Most = 48;

    public static readonly KnownValues Empty = new([]);

    private readonly KeyValuePair<Place, bool>[] _values;

    private KnownValues(KeyValuePair<Place, bool>[] values) => _values = values;

    public int Count => _values.Length;

    public IEnumerable<Place> Places => _values.Select(static pair => pair.Key);

    public bool? ValueOf(Place place) => IndexOf(place) is >= 0 and var index ? _values[index].Value : null;

    /// <summary>The same with another value for a place; null makes it unknown.</summary>
    public KnownValues With(Place place, bool? value)
    {
        var index = IndexOf(place);
        if (value is not { } known)
        {
            return index < 0 ? this : Without(index);
        }

        if (index < 0)
        {
            return _values.Length == Most ? this : new([.. _values, new(place, known)]);
        }

        if (_values[index].Value == known)
        {
            return this;
        }

        var values = (KeyValuePair<Place, bool>[])_values.Clone();
        values[index] = new(place, known);
        return new(values);
    }

    /// <summary>What both say.</summary>
    public KnownValues Meet(KnownValues other)
    {
        if (ReferenceEquals(this, other))
        {
            return this;
        }

        List<KeyValuePair<Place, bool>>? both = null;
        for (var index = 0; index < _values.Length; index++)
        {
            if (other.ValueOf(_values[index].Key) == _values[index].Value)
            {
                both?.Add(_values[index]);
            }
            else
            {
                both ??= [.. _values.Take(index)];
            }
        }

        return both is null ? this : both.Count == 0 ? Empty : new([.. both]);
    }

    private KnownValues Without(int index) =>
        _values.Length == 1 ? Empty : new([.. _values.Where((_, other) => other != index)]);

    private int IndexOf(Place place)
    {
        for (var index = 0; index < _values.Length; index++)
        {
            if (_values[index].Key.Equals(place))
            {
                return index;
            }
        }

        return -1;
    }
}
