use super::super::tests::record;
use super::text;

#[test]
fn the_table_fits_80_and_140_columns() {
    for (width, expected) in
        [(80, include_str!("../../../../tests/table-80.txt")), (140, include_str!("../../../../tests/table-140.txt"))]
    {
        let table = text(&record(), width);
        assert_eq!(table, expected);
        assert!(table.lines().all(|line| line.chars().count() <= usize::from(width)));
    }
}
